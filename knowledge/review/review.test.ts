import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { ingestPaths } from "../ingest/ingest.ts";
import { readPack } from "../pack/read.ts";
import { datedPack, overdue, reviewDate } from "./dated.ts";
import { storedOverdue } from "./stored.ts";

describe("review dates", () => {
  it("come a year after the check, a month counting from its first day", () => {
    expect(reviewDate("2026-11-22")).toBe("2027-11-22");
    expect(reviewDate("2025-04")).toBe("2026-04-01");
    expect(reviewDate("2024-02-29")).toBe("2025-03-01");
  });

  it("list the pack's old help lines, the longest overdue first, and nothing on the day itself", () => {
    const dated = datedPack(readPack());
    const due = overdue(dated, "2026-11-22");
    expect(due.map(({ title }) => title.split(" ")[0])).toEqual(expect.arrayContaining(["12349", "0757-22320251"]));
    expect(due[0]).toMatchObject({ kind: "hotline", checked_on: "2021-04-26", review_by: "2022-04-26" });
    expect(overdue(dated, "2022-04-26")).toEqual([]);
    expect(overdue(dated, "2022-04-27")).toHaveLength(1);
  });

  it("are the card's own where it names one, sooner than a year", () => {
    const due = overdue(datedPack(readPack()), "2027-03-01").filter(({ kind }) => kind === "benefit");
    expect(due.map(({ where }) => where)).toEqual(["knowledge/pack/benefits/benefit-long-term-care.md"]);
  });
});

describe("stored documents", () => {
  const folder = mkdtempSync(join(tmpdir(), "review-"));
  let database: Database;
  beforeAll(async () => {
    database = await freshPglite();
    const write = (id: string, checked_on: string): string => {
      const path = join(folder, `${id}.md`);
      const head = `---\nid: ${id}\ntitle: ${id}的通知\nregion: "000000"\nchecked_on: ${checked_on}\nreliability: official\n---\n`;
      writeFileSync(path, `${head}\n## 发什么\n\n天热，给独居老人送绿豆汤。\n`);
      return path;
    };
    const paths = [write("old", "2024-05-01"), write("new", "2026-11-01"), write("pack-old", "2020-01-01")];
    await ingestPaths(database, { paths, region: null, district_id: 0, log: () => {} });
  }, 60_000);
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  it("are listed when they are overdue, those of the pack apart", async () => {
    const due = await storedOverdue(database, "2026-11-22");
    expect(due.map(({ where, review_by }) => [where, review_by])).toEqual([["old（各区县共用）", "2025-05-01"]]);
  });
});

describe("the command", () => {
  const command = join(import.meta.dirname, "command.ts");
  const env = { ...process.env, DATABASE_URL: undefined, DATA_DIR: join(tmpdir(), "review-no-installation") };

  it("prints what is due, where it stands and what to do", () => {
    const said = execFileSync(process.execPath, [command, "--as-of", "2027-03-01"], { encoding: "utf8", env });
    expect(said).toMatch(/^到 2027-03-01，有 \d+ 条资料过了复核日/);
    expect(said).toContain("2027-02-28  办事卡 · 长护险待遇");
    expect(said).toContain("打一次，核对号码和时间");
    const police = execFileSync(process.execPath, [command, "--as-of", "2027-12-01"], { encoding: "utf8", env });
    expect(police).toMatch(/110 报警.*\n.*\n.*\n {2}怎么办：.*紧急号码不要试打/);
  });

  it("says that nothing is due, and when the next is", () => {
    const said = execFileSync(process.execPath, [command, "--as-of", "2022-01-01"], { encoding: "utf8", env });
    expect(said.trim()).toBe("到 2022-01-01，没有过了复核日的资料。下一个复核日是 2022-04-26。");
  });

  it("refuses a day that is none", () => {
    const said = spawnSync(process.execPath, [command, "--as-of", "明天"], { encoding: "utf8", env });
    expect(said.status).toBe(1);
    expect(said.stderr).toContain("--as-of：明天 不是 2026-11-22 这样的日期");
  });
});
