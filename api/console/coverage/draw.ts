import { BarChart, MapChart, ScatterChart } from "echarts/charts";
import { GeoComponent, GridComponent, VisualMapComponent } from "echarts/components";
import { type EChartsCoreOption, init, registerMap, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { barsHeight, type ChartSite, type Charts } from "./charts.ts";

use([BarChart, MapChart, ScatterChart, GridComponent, GeoComponent, VisualMapComponent, SVGRenderer]);

const FONT = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif";
const INK = "#22313f";
const SHADES = ["#e3f1ee", "#0f6e63"];
const STAGE: Record<ChartSite["stage"], { color: string; symbol: string }> = {
  built: { color: "#0b3d91", symbol: "circle" },
  near: { color: "#b4530a", symbol: "diamond" },
  far: { color: "#5b6470", symbol: "triangle" },
};

function draw(size: { width: number; height: number }, option: EChartsCoreOption): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, ...size });
  chart.setOption({
    animation: false,
    backgroundColor: "#ffffff",
    textStyle: { fontFamily: FONT, color: INK },
    ...option,
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

/** Pictures by ECharts on the server: SVG, no script in the browser, no tiles from elsewhere. */
export const charts: Charts = {
  bars(areas, unit) {
    return draw(
      { width: 480, height: barsHeight(areas.length) },
      {
        grid: { left: 8, right: 56, top: 8, bottom: 8 },
        xAxis: { type: "value", min: 0, axisLabel: { color: INK, formatter: `{value}${unit}` } },
        yAxis: {
          ...{ type: "category", inverse: true, data: areas.map((area) => area.name) },
          axisLabel: { color: INK, interval: 0, width: 160, overflow: "truncate" },
        },
        series: [
          {
            type: "bar",
            barMaxWidth: 16,
            itemStyle: { color: SHADES[1] },
            label: { show: true, position: "right", color: INK, formatter: `{c}${unit}` },
            data: areas.map((area) => (area.value === null ? "-" : Math.round(area.value * 10) / 10)),
          },
        ],
      },
    );
  },

  map(areas, sites, unit) {
    // The registry is the module's: the name is taken anew for every picture, and drawn before anybody else can take it.
    registerMap("areas", {
      type: "FeatureCollection",
      features: areas.map(({ name, outline }) => ({ type: "Feature", properties: { name }, geometry: outline })),
    } as Parameters<typeof registerMap>[1]);
    const most = Math.max(...areas.map((area) => area.value ?? 0), 1);
    return draw(
      { width: 720, height: 480 },
      {
        geo: {
          map: "areas",
          label: { show: areas.length <= 80, color: INK },
          itemStyle: { areaColor: "#eef0f2", borderColor: "#6b7785" },
        },
        visualMap: {
          ...{ min: 0, max: unit === "%" ? 100 : Math.ceil(most), calculable: false, seriesIndex: 0 },
          ...{
            left: 8,
            bottom: 8,
            text: [unit === "%" ? "100%" : String(Math.ceil(most)), "0"],
            inRange: { color: SHADES },
          },
        },
        series: [
          {
            ...{ type: "map", geoIndex: 0 },
            data: areas.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }])),
          },
          {
            type: "scatter",
            coordinateSystem: "geo",
            symbolSize: 14,
            label: { show: sites.length <= 40, position: "right", formatter: "{b}", color: INK },
            data: sites.map(({ name, stage, at }) => ({
              ...{ name, value: at, symbol: STAGE[stage].symbol },
              itemStyle: { color: STAGE[stage].color },
            })),
          },
        ],
      },
    );
  },
};
