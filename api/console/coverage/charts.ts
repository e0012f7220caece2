import type { Outline } from "../../../cases/coverage/outlines.ts";

/** One area of a picture; null is a number that is not there or not shown. */
export interface ChartArea {
  name: string;
  value: number | null;
}

/** A built or planned point on a map, in degrees. */
export interface ChartSite {
  name: string;
  stage: "built" | "near" | "far";
  at: [longitude: number, latitude: number];
}

/** Draws pictures as SVG, where there is Node. */
export interface Charts {
  /** Bars in the given order. @param unit behind each number */
  bars(areas: readonly ChartArea[], unit: string): string;
  /** Areas with outlines, shaded by their number, and the sites on them. */
  map(areas: readonly (ChartArea & { outline: Outline })[], sites: readonly ChartSite[], unit: string): string;
}

/** How high the picture of so many bars is, in pixels; the names are to be read. */
export const barsHeight = (bars: number): number => 60 + bars * 24;
