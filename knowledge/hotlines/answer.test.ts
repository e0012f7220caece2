import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { type Database, DatabaseError } from "../../platform/database/port.ts";
import { type Role, scoped, systemScope } from "../../platform/scope.ts";
import { readPack } from "../pack/read.ts";
import { putTables } from "../pack/tables.ts";
import { namedRegions } from "../regions/named.ts";
import { loadRegions } from "../regions/regions.ts";
import { answerHotline, type HotlineAnswer } from "./answer.ts";
import { hotlinesFor } from "./for-crisis.ts";
import { MOST_NUMBERS } from "./hotline.ts";

const AS_OF = "2026-11-21";
const SHUNDE_LINE = "0757-22320251";
const pack = readPack();
const numbers_known = new Set(pack.hotlines.map((line) => line.number));

/** Everything in a text that reads like a telephone number, the table's or not; dates and hours do not. */
const phonesIn = (text: string): string[] => [
  ...new Set(
    text.replace(/\d{4}-\d{2}(-\d{2})?(?!\d)/g, "").match(/(?<![\d-])(?:0\d{2,3}-\d{7,8}|1[12]\d|12\d{3})(?!\d)/g) ??
      [],
  ),
];

describe.each(ENGINES)("help lines on %s", (_, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await scoped(database, systemScope(0), (tx) => putTables(tx, pack));
    for (const [id, name, adcode] of [
      [1, "示范区", "990101"],
      [2, "顺德区", "440606"],
    ] as const) {
      await scoped(database, systemScope(id), (tx) =>
        tx.query("insert into districts (id, name, adcode) values ($1, $2, $3)", [id, name, adcode]),
      );
    }
  });
  afterAll(() => database.close());

  const ask = (words: string, region = "990101", district_id = 1): Promise<HotlineAnswer | null> =>
    scoped(database, systemScope(district_id), async (tx) =>
      answerHotline(tx, { words, region, named: namedRegions(await loadRegions(tx), words), as_of: AS_OF }),
    );
  const answered = async (words: string, region?: string): Promise<HotlineAnswer> => {
    const answer = await ask(words, region);
    if (!answer) throw new Error(`no answer to ${words}`);
    return answer;
  };

  test("顺德 24 小时心理热线: the local number with region, date and doubt, and the national one", async () => {
    const { text, hotlines, known_locally } = await answered("顺德 24 小时心理热线");
    expect(text).toContain(SHUNDE_LINE);
    expect(text).toContain("佛山市顺德区");
    expect(text).toContain("2022-08-05");
    expect(text).toContain("24小时");
    expect(text).toContain("未核实");
    expect(text).toContain("12356");
    expect(known_locally).toBe(true);
    expect(hotlines.map((line) => line.number)).toEqual([SHUNDE_LINE, "12356", "110", "120"]);
  });

  test("12356 是 24 小时吗: differs by place, with the national floor", async () => {
    const { text, known_locally } = await answered("12356 是 24 小时吗");
    expect(text.split("\n")[0]).toMatch(/不一定 24 小时.*不少于18小时/);
    expect(text).toContain("示范市示范区几点到几点，我这里没有核实过的");
    expect(known_locally).toBe(false);
  });

  test("the same question from 常德 gives the line of that city, its date and that others differ", async () => {
    for (const { text, known_locally } of [
      await answered("12356 是 24 小时吗", "430700"),
      await answered("12356 是 24 小时吗", "430702"),
      await answered("常德的12356是不是24小时"),
    ]) {
      expect(text.split("\n")[0]).toBe("常德市的 12356 写的是24小时（2025-04 的信息，未核实）。");
      expect(text).toContain("不少于18小时");
      expect(known_locally).toBe(true);
    }
  });

  test.each([["漯河那边的求助电话"], ["漯河市源汇区有啥热线"], ["漯河心理热线多少"]])(
    "%s: national numbers only, and that nothing local is checked",
    async (words) => {
      const { text, hotlines, known_locally } = await answered(words);
      expect(text.split("\n")[0]).toMatch(/^漯河市(源汇区)?本地的.*没有核实过/);
      expect(text).toContain("12356");
      expect(text).not.toContain("0371");
      expect(hotlines.every((line) => line.region === "000000")).toBe(true);
      expect(known_locally).toBe(false);
    },
  );

  test("妇女被打打哪个: danger first, then the counselling line, marked as unverified", async () => {
    const { text } = await answered("妇女被打打哪个");
    expect(text.split("\n")[0]).toMatch(/先打 110/);
    expect(text).toMatch(/12338 妇女维权热线（未核实）/);
  });

  test("法律援助电话 gives 12348 and no promise", async () => {
    const { text, hotlines } = await answered("法律援助电话");
    expect(hotlines[0]?.number).toBe("12348");
    expect(text).toContain("未核实");
  });

  test("110 12345 12356: when to dial which, the urgent one first", async () => {
    const { text, hotlines } = await answered("110 12345 12356 到底啥时候打哪个");
    expect(hotlines.map((line) => line.number)).toEqual(["110", "120", "12356", "12345"]);
    expect(text).toContain("12345 不是紧急电话");
    expect(text).toContain("拿不准先打 110");
  });

  test("a province without a line of its own says whose line it shows", async () => {
    const { text } = await answered("广东的心理援助电话");
    expect(text.split("\n")[0]).toContain("只有其中一处的");
    expect(text).toContain("佛山市顺德区");
  });

  test("a line that does not answer: the local one instead, then the emergency numbers", async () => {
    const { text } = await answered("12356打不通咋办", "440606");
    expect(text).toContain(SHUNDE_LINE);
    expect(text).toContain("110 或 120");
  });

  test("a number that is not in the table is not explained", async () => {
    const { text } = await answered("12377是干啥的");
    expect(text).toContain("没有 12377");
    expect(await ask("0371-53306913 是什么电话")).toBeNull();
  });

  test("emergency numbers carry no doubt, whatever the table knows of their source", async () => {
    for (const words of ["煤气漏了打哪个", "有人昏倒了打哪个", "出事了打什么电话", "119是24小时吗"]) {
      expect((await answered(words)).text).not.toContain("未核实");
    }
  });

  test("no answer holds more than four numbers or one that is not in the table", async () => {
    const places = ["", "顺德", "漯河", "常德", "云南", "安康市", "上海和重庆"];
    const about = [
      "心理热线",
      "12338几点下班",
      "妇女被打打哪个",
      "孩子被打打哪个",
      "求助电话",
      "12345和110有啥区别",
      "法律援助电话",
    ].concat(["投诉电话", "12356打不通", "欠薪投诉打哪个", "老人热线", "有人昏倒孩子着火被打打哪个", "12349是什么"]);
    let answers = 0;
    for (const place of places) {
      for (const words of about) {
        const answer = await ask(place + words, "440606");
        if (!answer) continue;
        answers++;
        const phones = phonesIn(answer.text);
        expect(phones.length, answer.text).toBeLessThanOrEqual(MOST_NUMBERS);
        expect(phones.filter((phone) => !numbers_known.has(phone))).toEqual([]);
        for (const line of answer.hotlines.filter((shown) => shown.region !== "000000")) {
          expect(answer.text).toContain(line.region_name);
          expect(answer.text).toContain(line.as_of);
        }
      }
    }
    expect(answers).toBeGreaterThan(80);
  });

  test("the crisis card gets the place's own line first, and at most four", async () => {
    const card = (kind: string, region: string) =>
      scoped(database, systemScope(1), (tx) => hotlinesFor(tx, { kind, region })).then((lines) =>
        lines.map((l) => l.number),
      );
    expect(await card("suicide", "440606")).toEqual([SHUNDE_LINE, "110", "120", "12356"]);
    expect(await card("suicide", "990101")).toEqual(["110", "120", "12356", "119"]);
    expect(await card("fire", "990101")).toEqual(["119", "110", "120"]);
    expect(await card("medical", "990101")).toEqual(["120", "110"]);
    expect(await card("dv", "990101")).toEqual(["110", "12338", "12348"]);
    expect(await card("domestic_violence", "990101")).toEqual(await card("dv", "990101"));
    expect(await card("suicide", "430702")).toEqual(["12356", "110", "120", "119"]);
  });

  test("without a table there is no answer, not half of one", async () => {
    const empty = { query: async () => ({ rows: [], affected: 0 }) };
    for (const words of ["漯河心理热线多少", "妇女被打打哪个", "12356 是 24 小时吗", "出事了打什么电话"]) {
      expect(await answerHotline(empty, { words, region: "990101", named: [], as_of: AS_OF })).toBeNull();
    }
  });

  describe("a district's own table", () => {
    const put = (
      district_id: number,
      into: number,
      number: string,
      more: { replaced_by?: string; name?: string } = {},
    ) =>
      scoped(database, { district_id, staff_id: null, role: "supervisor" satisfies Role }, (tx) =>
        tx.query(
          `insert into hotlines (district_id, number, region, name, purpose, region_name, hours, as_of, source, verified, kinds,
             replaced_by)
           values ($1, $2, '440606', $3, '心理疏导', '佛山市顺德区', '8:00—22:00', '2026-10', '区卫健局', true, '{suicide}', $4)`,
          [into, number, more.name ?? "顺德心理热线", more.replaced_by ?? null],
        ),
      );

    test("a row of its own stands before the shared one, for itself alone; a replaced number names the new one", async () => {
      await put(2, 2, "0757-22990000");
      await put(2, 2, SHUNDE_LINE, { replaced_by: "0757-22990000" });
      const own = await ask("心理热线", "440606", 2);
      expect(own?.text).toContain(`${SHUNDE_LINE} 顺德心理热线（佛山市顺德区，2026-10 的信息）已经换成 0757-22990000`);
      expect(own?.text).toContain("8:00—22:00");
      const by_number = await ask(`${SHUNDE_LINE} 还能打吗`, "440606", 2);
      expect(by_number?.text).toContain("请打 0757-22990000");
      const card = await scoped(database, systemScope(2), (tx) =>
        hotlinesFor(tx, { kind: "suicide", region: "440606" }),
      );
      expect(card.map((line) => line.number)).toEqual(["0757-22990000", "110", "120", "12356"]);
      expect((await ask("顺德心理热线"))?.text).not.toContain("0757-22990000");
    });

    test("no district writes into the shared table", async () => {
      const error = await put(1, 0, "0757-66666666").catch((e: unknown) => e);
      expect(error).toBeInstanceOf(DatabaseError);
      expect(error).toMatchObject({ code: "42501" });
      const changed = await scoped(database, { district_id: 1, staff_id: null, role: "supervisor" }, (tx) =>
        tx.query("update hotlines set hours = '0' where district_id = 0"),
      );
      expect(changed.affected).toBe(0);
    });
  });
});
