/** The forms over HTTP, on every engine: what comes out, for whom, what is written down, and what a district changes. */
import excel from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { referralTo } from "../../../cases/fixture.ts";
import { NOTE, toldVisit } from "../../../cases/forms/fixture.ts";
import { docxOf, wordsIn } from "../../../cases/forms/node/docx-fixture.ts";
import { raiseReferral } from "../../../cases/referrals/raise.ts";
import { draftOf } from "../../../cases/visits/fixture.ts";
import { saveVisit } from "../../../cases/visits/save.ts";
import { undoLastVisit } from "../../../cases/visits/undo.ts";
import { chinaDate, systemClock } from "../../../platform/clock.ts";
import { ENGINES } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture, type Visitor } from "../fixture.ts";

const MONTH = chinaDate(systemClock.now()).slice(0, 7);

describe.each(ENGINES)("forms on %s", (_, open) => {
  let database: Database;
  let house: ConsoleFixture;
  const who = {} as Record<"worker" | "colleague" | "neighbour" | "social" | "supervisor" | "admin", Visitor>;
  let at: string;
  let letter: string;

  beforeAll(async () => {
    database = await open();
    house = await consoleFixture(database);
    const { staff } = house.district;
    for (const name of ["worker", "colleague", "neighbour", "social", "supervisor", "admin"] as const)
      who[name] = await house.visitor(staff[name]);
    const visit = await house.as(staff.worker, (session) => saveVisit(session, toldVisit()));
    at = `/console/forms/visits/${visit.id}`;
    const about = {
      person_id: visit.people[0]!.id,
      visit_id: visit.id,
      reason: "王秀兰一个人住5栋2单元401,想要送午饭",
    };
    const raised = await house.as(staff.worker, (s) => raiseReferral(s, referralTo(house.district, about)));
    letter = `/console/forms/referrals/${raised.id}`;
  });
  afterAll(async () => {
    await database?.close();
  });

  const audits = (): Promise<Record<string, unknown>[]> =>
    house.district.service(async ({ tx }) => {
      const { rows } = await tx.query<{ staff_id: string; detail: Record<string, unknown> }>(
        "select staff_id, detail from audit_log where action = 'form.made' order by at, id",
      );
      return rows.map(({ staff_id, detail }) => ({ staff_id, ...detail }));
    });

  const upload = (visitor: Visitor, form: string, file: Uint8Array, name = "本区样式.docx") => {
    const data = new FormData();
    data.set("file", new File([file as Uint8Array<ArrayBuffer>], name));
    return visitor.send(`/console/forms/templates/${form}`, data);
  };

  test.each(["visit", "diary", "mental", "relief", "event"])("%s comes as Word and on paper, masked", async (form) => {
    const word = await who.worker.get(`${at}/${form}.docx`);
    expect(word.status).toBe(200);
    expect(word.headers.get("content-disposition")).toMatch(/^attachment; filename=".*V-.*\.docx"; filename\*=UTF-8''/);
    const page = await who.worker.get(`${at}/${form}`);
    for (const words of [wordsIn(word.bytes), page.html]) {
      for (const personal of ["王秀兰", "李建国", "13812345678", "2单元", "401"]) expect(words).not.toContain(personal);
      expect(words).toContain("王某");
      expect(words).toContain("5栋");
      expect(words).not.toMatch(/[{}]/);
    }
  });

  test("a phone in the note keeps its ends, and a name in it its surname", async () => {
    const { html } = await who.worker.get(`${at}/visit`);
    expect(html).toContain("儿子李某电话138****5678");
    expect(html).toContain("听邻居说：夜里喊");
    expect(html).toContain("看到：药盒是空的");
  });

  test("the level is left to the physician, and what was not said is empty", async () => {
    const words = wordsIn((await who.worker.get(`${at}/mental.docx`)).bytes);
    expect(words).toContain("由精防医生评定");
    expect(words).toContain("有，见原话");
    const lines = words.split("\n");
    // Nothing was said of sleep, diet, dying or refusing: their cells hold nothing, not 无.
    for (const [label, next] of [
      ["睡眠", "饮食"],
      ["饮食", "言行"],
      ["轻生言行", "想要的帮助"],
      ["拒绝情况", "原话"],
    ])
      expect(lines[lines.indexOf(label!) + 1]).toBe(next);
  });

  test("full names are for the visit's own worker, supervisors and admins; each is written down", async () => {
    const before = (await audits()).length;
    for (const name of ["worker", "supervisor", "admin"] as const) {
      const word = await who[name].get(`${at}/visit.docx?names=full`);
      expect(wordsIn(word.bytes)).toContain("王秀兰");
      expect(wordsIn(word.bytes)).toContain(NOTE);
    }
    for (const way of ["visit.docx", "visit", ""])
      expect((await who.colleague.get(`${at}/${way}?names=full`.replace("/?", "?"))).status).toBe(403);
    expect((await who.colleague.get(`${at}/visit.docx`)).status).toBe(200);
    const rows = (await audits()).slice(before);
    const { staff } = house.district;
    const made = { form: "visit", as: "docx" };
    expect(rows).toEqual([
      ...(["worker", "supervisor", "admin"] as const).map((n) => ({ staff_id: staff[n].id, ...made, named: true })),
      { staff_id: staff.colleague.id, ...made, named: false },
    ]);
  });

  test("who may not see the visit finds nothing; nor does anybody for a form or person that there is not", async () => {
    for (const name of ["neighbour", "social"] as const)
      for (const way of ["", "/visit", "/visit.docx"]) expect((await who[name].get(at + way)).status).toBe(404);
    const nobody = "?person=00000000-0000-4000-8000-000000000000";
    for (const way of ["/salary", "/referral", `/mental${nobody}`, "/constructor"])
      expect((await who.worker.get(at + way)).status).toBe(404);
    expect((await who.worker.get("/console/forms/visits/x")).status).toBe(404);
  });

  test("the letter has its reply slip; the receiver reads it masked", async () => {
    for (const name of ["worker", "social", "supervisor"] as const) {
      const words = wordsIn((await who[name].get(`${letter}/referral.docx`)).bytes);
      expect(words).toContain("回执");
      expect(words).toContain("河口社工站");
      expect(words).toContain("□ 接收");
      expect(words).not.toContain("王秀兰");
      expect(words).not.toContain("401");
    }
    expect(wordsIn((await who.worker.get(`${letter}/referral.docx?names=full`)).bytes)).toContain("王秀兰一个人住");
    expect((await who.social.get(`${letter}/referral.docx?names=full`)).status).toBe(403);
    expect((await who.worker.get(letter)).html).toContain(`${letter}/referral.docx`);
    expect((await who.neighbour.get(`${letter}/referral`)).status).toBe(404);
  });

  test("each event is text to paste, with its kind, its place and how pressing it is", async () => {
    const { html } = await who.worker.get(at);
    const texts = [...html.matchAll(/<textarea[^>]*>([^<]*)</g)].map(([, text]) => text!);
    expect(texts).toHaveLength(2);
    expect(texts[1]).toContain("事件类别：精神与情绪");
    expect(texts[1]).toContain("发生地点：东河区河口街道河口社区第一网格5栋\n");
    expect(texts[1]).toContain("事件描述：门反锁着\n紧急程度：24小时内");
    expect(texts[0]).toContain("已采取措施：这次走访已转河口社工站助老服务");
  });

  test("a visit that was taken back has no forms any more", async () => {
    const { staff } = house.district;
    const gone = await house.as(staff.neighbour, (s) =>
      saveVisit(s, draftOf("去了赵六家", { persons: [{ name: "赵六" }] })),
    );
    expect((await who.neighbour.get(`/console/forms/visits/${gone.id}/visit`)).status).toBe(200);
    await house.as(staff.neighbour, (session) => undoLastVisit(session));
    expect((await who.neighbour.get(`/console/forms/visits/${gone.id}/visit`)).status).toBe(404);
  });

  test("a district's template is used for everybody, goes out of use, and can come back", async () => {
    const path = "/console/forms/templates/diary";
    expect((await upload(who.supervisor, "diary", docxOf("本区日记：{姓名}，{住址}"))).location).toBe(
      `${path}?done=put`,
    );
    const filled = async () => wordsIn((await who.worker.get(`${at}/diary.docx`)).bytes);
    expect(await filled()).toBe("本区日记：王某，5栋");

    // A wrong one says where, and what was in use stays in use.
    const wrong = await upload(who.supervisor, "diary", docxOf("本区日记：{姓名}，{住止}"));
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain("正文第 1 段「本区日记：{姓名}，{住止}」");
    expect(wrong.html).toContain("是不是「住址」");
    expect(await filled()).toBe("本区日记：王某，5栋");

    const id = /templates\/diary\/([0-9a-f-]{36})\/end/.exec((await who.supervisor.get(path)).html)![1]!;
    expect((await who.supervisor.post(`${path}/${id}/end`)).location).toBe(`${path}?done=ended`);
    expect(await filled()).toContain("民情日记");
    // Somebody else's page still had it in use.
    expect((await who.admin.post(`${path}/${id}/end`)).location).toBe(`${path}?done=already`);
    expect((await who.admin.get(`${path}?done=already`)).html).toContain("已经有人换下了");
    expect(wordsIn((await who.admin.get(`${path}/${id}.docx`)).bytes)).toContain("本区日记");
    expect((await who.admin.post(`${path}/${id}/reuse`)).location).toBe(`${path}?done=reused`);
    expect(await filled()).toBe("本区日记：王某，5栋");
  });

  test("two who put a template in at once both get theirs in, one after the other", async () => {
    const put = await Promise.all([
      upload(who.supervisor, "event", docxOf("甲 {走访编号}")),
      upload(who.admin, "event", docxOf("乙 {走访编号}")),
    ]);
    expect(put.map(({ status }) => status)).toEqual([303, 303]);
    expect(wordsIn((await who.worker.get(`${at}/event.docx`)).bytes)).toMatch(/^[甲乙] V-/);
    const page = await who.admin.get("/console/forms/templates/event");
    expect(page.html.match(/\/reuse"/g)).toHaveLength(1);
  });

  test("a template that stopped fitting says so and offers the shipped one; nothing is lost", async () => {
    await upload(who.supervisor, "relief", docxOf("{姓名}"));
    // As if it had been put in by an older version that read it differently.
    await house.district.service(({ tx }) =>
      tx.query("update form_templates set file = $1 where form = 'relief'", [Buffer.from("坏了")]),
    );
    const broken = await who.worker.get(`${at}/relief.docx`);
    expect(broken.status).toBe(422);
    expect(broken.html).toContain("走访记录都在,没有丢");
    const shipped = /href="([^"]*template=shipped[^"]*)"/.exec(broken.html)![1]!.replaceAll("&amp;", "&");
    expect(wordsIn((await who.worker.get(shipped)).bytes)).toContain("救助线索登记表");
  });

  test("templates and columns are changed by supervisors and admins", async () => {
    for (const name of ["worker", "social"] as const) {
      expect((await who[name].get("/console/forms/templates/visit")).status).toBe(403);
      expect((await upload(who[name], "visit", docxOf("{姓名}"))).status).toBe(403);
      expect((await who[name].post("/console/forms/columns/ledger", { "at-姓名": "1" })).status).toBe(403);
    }
    const { staff } = house.district;
    const kept = house.as(staff.worker, ({ tx, scope }) =>
      tx.query(
        `insert into form_columns (district_id, sheet, columns, changed_by, changed_at) values ($1, 'ledger', '{姓名}', $2, now())`,
        [scope.district_id, staff.worker.id],
      ),
    );
    await expect(kept).rejects.toThrow(/row-level security/);
  });

  test("the ledger is a workbook in the district's own columns, and no cell is a formula", async () => {
    const { staff } = house.district;
    const note = "=HYPERLINK(1) 去了孙七家,一切都好";
    await house.as(staff.colleague, (s) => saveVisit(s, draftOf(note, { persons: [{ name: "孙七" }] })));
    const sheet = `/console/forms/months/${MONTH}/ledger`;
    const readBack = async (path: string) => {
      const book = new excel.Workbook();
      await book.xlsx.load((await who.worker.get(path)).bytes.buffer as ArrayBuffer);
      const rows: string[][] = [];
      book.worksheets[0]!.eachRow((row) => {
        const cells = row.values as excel.CellValue[];
        for (const cell of cells.slice(1)) expect(typeof cell).toBe("string");
        rows.push(cells.slice(1) as string[]);
      });
      return rows;
    };
    const shipped = await readBack(`${sheet}.xlsx`);
    expect(shipped[0]!.slice(0, 3)).toEqual(["序号", "走访日期", "走访编号"]);

    const order = { "at-走访情况": "1", "at-姓名": "3", "at-电话": "", "at-走访人": "2.5" };
    expect((await who.supervisor.post("/console/forms/columns/ledger", order)).location).toContain("done=kept");
    const [heads, first, second] = await readBack(`${sheet}.xlsx`);
    expect(heads).toEqual(["走访情况", "走访人", "姓名"]);
    expect(first!.slice(1)).toEqual(["周晓燕", "王某"]);
    expect(second![0]).toMatch(/^'=HYPERLINK/);
    // One's own in full, the colleague's still masked.
    const named = await readBack(`${sheet}.xlsx?names=full`);
    expect(named.slice(1).map((row) => row[2])).toEqual(["王秀兰", "孙某"]);

    const csv = await who.worker.get(`${sheet}.csv`);
    expect([...csv.bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(csv.html).toContain(`\n"'=HYPERLINK`);
    expect((await who.supervisor.post("/console/forms/columns/ledger", { "at-姓名": " " })).status).toBe(422);
    await who.supervisor.post("/console/forms/columns/ledger", { do: "reset" });
    expect((await readBack(`${sheet}.xlsx`))[0]).toEqual(shipped[0]);
  });

  test("the month's report has one row a grid, of what the reader may see", async () => {
    const path = `/console/forms/months/${MONTH}/monthly.csv`;
    const rows = (await who.supervisor.get(path)).html
      .trim()
      .split("\r\n")
      .map((line) => line.split(","));
    const [heads, ...grids] = rows;
    const row = Object.fromEntries(heads!.map((head, i) => [head, grids[0]![i]]));
    expect(grids).toHaveLength(1);
    expect(row).toMatchObject({
      网格: "第一网格",
      走访次数: "2",
      走访人数: "2",
      发现需求: "2",
      紧急需求: "1",
      已转介: "1",
    });
    expect((await who.neighbour.get(path)).html.trim().split("\r\n")).toHaveLength(1);
    expect((await who.supervisor.get("/console/forms/months/2026-13/monthly")).status).toBe(404);
  });

  test("where there is no Node, paper and CSV work, and it is said why Word and Excel do not", async () => {
    const cloud = await consoleFixture(database, { live: false, district_id: 2 });
    const { worker } = cloud.district.staff;
    const visit = await cloud.as(worker, (session) => saveVisit(session, toldVisit()));
    const visitor = await cloud.visitor(worker);
    const path = `/console/forms/visits/${visit.id}`;
    const choice = await visitor.get(path);
    expect(choice.html).toContain("云端简版");
    expect(choice.html).not.toContain(".docx");
    for (const file of [`${path}/visit.docx`, `/console/forms/months/${MONTH}/ledger.xlsx`]) {
      const refused = await visitor.get(file);
      expect([refused.status, refused.html.includes("云端简版")]).toEqual([501, true]);
    }
    expect((await visitor.get(`${path}/visit`)).html).toContain("王某");
    expect((await visitor.get(`/console/forms/months/${MONTH}/ledger.csv`)).html).toContain("王某");
    expect((await visitor.get(at)).status).toBe(404);
  });

  test("the page is in the reader's language, the forms stay Chinese", async () => {
    const english = await house.visitor(house.district.staff.worker, "en");
    expect((await english.get(at)).html).toContain("Visit record");
    expect((await english.get(`${at}/visit`)).html).toContain("走访记录表");
    const word = wordsIn((await english.get(`${at}/visit.docx`)).bytes);
    expect(word).toContain("关锁");
    expect(word).toContain("有人送午饭");
    expect(word).toContain("24小时内");
  });
});
