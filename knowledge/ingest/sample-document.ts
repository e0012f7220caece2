import type { Database } from "../../platform/database/port.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import type { Region } from "../regions/regions.ts";
import { putDocument } from "./index.ts";
import { understand } from "./understand.ts";

/** A few places for tests. */
export const SAMPLE_REGIONS: readonly Region[] = [
  { adcode: "000000", name: "全国", short: "全国", parent: null },
  { adcode: "310000", name: "上海市", short: "上海", parent: "000000" },
  { adcode: "440000", name: "广东省", short: "广东", parent: "000000" },
  { adcode: "440600", name: "佛山市", short: "佛山", parent: "440000" },
  { adcode: "440606", name: "顺德区", short: "顺德", parent: "440600" },
  { adcode: "411100", name: "漯河市", short: "漯河", parent: "000000" },
  { adcode: "610900", name: "安康市", short: "安康", parent: "000000" },
];

/** The nation, 广东, 佛山 and 顺德: what holds for somebody in 顺德. */
export const SHUNDE: readonly string[] = ["000000", "440000", "440600", "440606"];

export async function putSampleRegions(database: Database): Promise<void> {
  await scoped(database, systemScope(0), async (tx) => {
    for (const { adcode, name, short, parent } of SAMPLE_REGIONS) {
      await tx.query("insert into regions (adcode, name, short, parent) values ($1, $2, $3, $4)", [
        adcode,
        name,
        short,
        parent,
      ]);
    }
  });
}

/** Takes a text in as the command would, without a file. */
export async function putSample(database: Database, text: string, district_id = 0): Promise<"loaded" | "unchanged"> {
  const regions = new Map(SAMPLE_REGIONS.map((region) => [region.adcode, region]));
  const { document, chunks } = await understand(text, "sample.md", { region: null, today: "2026-11-21", regions });
  return scoped(database, systemScope(district_id), (tx) => putDocument(tx, district_id, document, chunks));
}

/** A short document with front matter. */
export function sampleText(about: Record<string, string>, body: string): string {
  const lines = Object.entries(about).map(([key, value]) => `${key}: "${value}"`);
  return `---\n${lines.join("\n")}\n---\n\n${body}\n`;
}
