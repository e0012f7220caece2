import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseActionId } from "../../../bot/action-id.ts";
import { ask } from "../../../bot/conversation/ask.ts";
import { foundUseful, foundWrong } from "../../../bot/conversation/feedback.ts";
import type { Turn } from "../../../bot/conversation/turn.ts";
import type { StaffName } from "../../../cases/fixture.ts";
import { findStaff } from "../../../cases/staff/staff.ts";
import { sweepUploads } from "../../../knowledge/documents/uploads.ts";
import { putSample, putSampleRegions, sampleText } from "../../../knowledge/ingest/sample-document.ts";
import { searchClauses } from "../../../knowledge/retrieve/search.ts";
import { systemClock } from "../../../platform/clock.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database, Row } from "../../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture, type Seen, type Visitor } from "../fixture.ts";
import { texts } from "./texts.ts";

const AT = "/console/knowledge";
const RULES = `# 东河区独居老人探访办法

东民发〔2026〕7号

第一条 独居老人每周探访一次,高龄独居老人每周探访两次。

第二条 探访由所在社区安排,发现异常马上报告。

第三条 本办法自2026年3月1日起施行。
`;

/** The words a page shows, without its tags. */
const shown = (html: string): string =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");
const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

describe("the knowledge officer's pages", () => {
  let database: Database;
  let house: ConsoleFixture;
  const at = {} as Record<StaffName, Visitor>;
  const ORIGIN = "http://localhost";

  beforeAll(async () => {
    database = await freshPglite();
    await putSampleRegions(database);
    house = await consoleFixture(database);
    for (const name of ["worker", "colleague", "social", "supervisor", "second_supervisor", "admin"] as const) {
      at[name] = await house.visitor(house.district.staff[name]);
    }
  });
  afterAll(() => database.close());

  const rows = (sql: string, params: unknown[] = []): Promise<Row[]> =>
    house.district.service(async ({ tx }) => (await tx.query(sql, params)).rows);
  const found = (words: string): Promise<string[]> =>
    house.as(house.district.staff.worker, async ({ tx }) => {
      const as_of = "2026-11-21";
      const clauses = await searchClauses(tx, { words, regions: ["000000", "990101"], as_of, limit: 5 });
      return clauses.map((clause) => clause.text);
    });

  /** Sends a file as a browser does. */
  async function upload(
    who: StaffName,
    file: { name: string; bytes: Uint8Array | string } | null,
    fields: Record<string, string> = {},
  ): Promise<Seen> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    if (file) form.set("file", new File([file.bytes as Uint8Array<ArrayBuffer>], file.name));
    return at[who].send(`${AT}/upload`, form);
  }
  /** The values that stand in a form. */
  function fieldsOf(html: string): Record<string, string> {
    const fields: Record<string, string> = {};
    for (const [, name, value] of html.matchAll(/<input[^>]*name="(\w+)"[^>]*value="([^"]*)"/g)) {
      if (name !== "version_of") fields[name!] = value!.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
    }
    for (const [, name, options] of html.matchAll(/<select[^>]*name="(\w+)"[^>]*>([\s\S]*?)<\/select>/g)) {
      fields[name!] = /value="([^"]*)" selected/.exec(options!)?.[1] ?? "";
    }
    return fields;
  }
  async function uploadAndConfirm(
    who: StaffName,
    file: { name: string; bytes: string },
    corrections: Record<string, string> = {},
    fields: Record<string, string> = {},
  ): Promise<Seen> {
    const taken = await upload(who, file, fields);
    expect(taken.status).toBe(303);
    const preview = await at[who].get(taken.location!);
    return at[who].post(taken.location!, { ...fieldsOf(preview.html), ...corrections, do: "confirm" });
  }
  let id: string;

  describe("an upload", () => {
    test("shows what was understood, and nothing is found before the officer has confirmed it", async () => {
      const taken = await upload("supervisor", { name: "探访办法.txt", bytes: RULES });
      expect(taken.status).toBe(303);
      const kept = (await rows("select name_sealed, body_sealed from uploads"))[0]!;
      expect(kept.body_sealed).not.toContain(Buffer.from(RULES).toString("base64").slice(0, 20));
      const preview = await at.supervisor.get(taken.location!);
      expect(preview.status).toBe(200);
      expect(fieldsOf(preview.html)).toMatchObject({
        title: "东河区独居老人探访办法",
        doc_no: "东民发〔2026〕7号",
        effective_from: "2026-03-01",
        region: "990101",
      });
      expect(shown(preview.html)).toContain(texts.preview.touches_nothing);
      expect(shown(preview.html)).toContain(texts.preview.clauses(3));
      expect(shown(preview.html)).toContain("高龄独居老人每周探访两次");
      expect(await found("独居老人多久探访一次")).toEqual([]);

      const wrong = await at.supervisor.post(taken.location!, {
        ...fieldsOf(preview.html),
        title: "",
        effective_from: "三月一号",
        issuer: "东河区民政局",
        do: "confirm",
      });
      expect(wrong.status).toBe(422);
      expect(shown(wrong.html)).toContain(texts.preview.wrong_title);
      expect(shown(wrong.html)).toContain(texts.preview.wrong_date);
      expect(fieldsOf(wrong.html)).toMatchObject({ effective_from: "三月一号", issuer: "东河区民政局" });
      expect(await found("独居老人多久探访一次")).toEqual([]);

      const confirmed = { ...fieldsOf(preview.html), issuer: "东河区民政局", reliability: "official", do: "confirm" };
      const put = await at.supervisor.post(taken.location!, confirmed);
      expect(put.status).toBe(303);
      expect(put.location).toMatch(/\?done=added$/);
      id = decodeURIComponent(/knowledge\/([^?]+)/.exec(put.location!)![1]!);
      expect((await found("独居老人多久探访一次"))[0]).toContain("每周探访一次");
      expect(await rows("select issuer, district_id, version from documents where id = $1", [id])).toEqual([
        { issuer: "东河区民政局", district_id: 1, version: 1 },
      ]);

      const again = await at.supervisor.post(taken.location!, confirmed);
      expect(shown(again.html)).toContain(texts.upload.gone);
      expect(await rows("select version from documents")).toHaveLength(1);
      expect(await rows("select id from uploads")).toEqual([]);
    });

    test("is for those who keep the documents, and only its own officer sees it", async () => {
      for (const who of ["worker", "social"] as const) {
        expect((await at[who].get(`${AT}/upload`)).status).toBe(403);
        expect((await upload(who, { name: "a.txt", bytes: RULES })).status).toBe(403);
      }
      const taken = await upload("supervisor", { name: "别的.txt", bytes: RULES.replaceAll("探访", "慰问") });
      expect(shown((await at.second_supervisor.get(taken.location!)).html)).toContain(texts.upload.gone);
      await at.second_supervisor.post(taken.location!, { do: "drop" });
      expect((await at.supervisor.get(taken.location!)).status).toBe(200);
      expect((await at.supervisor.post(taken.location!, { do: "drop" })).location).toBe(AT);
      expect(await rows("select id from uploads")).toEqual([]);
    });

    test("expires after an hour", async () => {
      const taken = await upload("supervisor", { name: "晚了.txt", bytes: RULES.replaceAll("探访", "走访") });
      const minutesLater = (minutes: number): Date => new Date(systemClock.now().getTime() + minutes * 60_000);
      await house.district.service(({ tx }) => sweepUploads(tx, minutesLater(59)));
      expect((await at.supervisor.get(taken.location!)).status).toBe(200);
      await house.district.service(({ tx }) => sweepUploads(tx, minutesLater(61)));
      expect(shown((await at.supervisor.get(taken.location!)).html)).toContain(texts.upload.gone);
    });

    test("of what cannot be read says why, and keeps nothing", async () => {
      const empty = await upload("supervisor", { name: "空.txt", bytes: " \n" });
      expect(empty.status).toBe(422);
      expect(empty.html).toMatch(/role="alert"/);
      expect((await upload("supervisor", null)).status).toBe(422);
      const huge = await upload("supervisor", { name: "大.txt", bytes: new Uint8Array(12 * 1024 * 1024).fill(97) });
      expect(huge.status).toBe(413);
      expect(shown(huge.html)).toContain("npm run ingest");
      expect(await rows("select id from uploads")).toEqual([]);
    });

    test("can be words that are pasted", async () => {
      const put = await upload("supervisor", null, {
        title: "助浴服务怎么约",
        text: "助浴点每周二、周四上午开,提前一天打电话约。",
      });
      const preview = await at.supervisor.get(put.location!);
      expect(fieldsOf(preview.html).title).toBe("助浴服务怎么约");
      await at.supervisor.post(put.location!, { ...fieldsOf(preview.html), do: "confirm" });
      expect((await found("助浴怎么约"))[0]).toContain("提前一天打电话约");
    });
  });

  describe("a document", () => {
    test("a new version takes the place of the old one, and what changed is shown clause by clause", async () => {
      const changed = RULES.replace("每周探访一次,高龄", "每三天探访一次,高龄").replace(
        "第三条",
        "第三条 探访要留记录。\n\n第四条",
      );
      const taken = await upload("supervisor", { name: "新.txt", bytes: changed }, { of: id });
      const preview = await at.supervisor.get(taken.location!);
      expect(shown(preview.html)).toContain(texts.preview.next_version("东河区独居老人探访办法", 2));
      const put = await at.supervisor.post(taken.location!, {
        ...fieldsOf(preview.html),
        reliability: "official",
        version_of: id,
        do: "confirm",
      });
      expect(put.status).toBe(303);
      expect((await found("独居老人多久探访一次"))[0]).toContain("每三天探访一次");

      const compare = await at.worker.get(`${AT}/${id}/compare?from=1&to=2`);
      const pieces = (tag: string): string[] =>
        [...compare.html.matchAll(new RegExp(`<${tag}><span class="hidden">[^<]*</span>([^<]*)`, "g"))].map(
          (m) => m[1]!,
        );
      expect(pieces("ins").join("|")).toContain("三天");
      expect(pieces("ins").join("|")).toContain("探访要留记录");
      expect(pieces("del").join("|")).toContain("周");
      expect(shown(compare.html)).toContain(texts.diff.same(1));
    });

    test("what an answer cited is marked in it, for everybody who may ask", async () => {
      const [clause] = await rows(
        "select version, span_start, text from chunks where document_id = $1 and text like '%两次%'",
        [id],
      );
      const start = clause!.span_start + clause!.text.indexOf("高龄");
      const page = await at.worker.get(`${AT}/${id}?version=${clause!.version}&start=${start}&end=${start + 12}`);
      expect(page.status).toBe(200);
      expect(/<mark id="cited"[^>]*>([^<]*)<\/mark>/.exec(page.html)?.[1]).toBe("高龄独居老人每周探访两次");
      expect(page.html).not.toContain(`${AT}/${id}/withdraw`);
      expect((await at.worker.get(`${AT}/${id}/withdraw`)).status).toBe(403);
      expect((await at.worker.post(`${AT}/${id}/undo`, { shown: "2", back_to: "1" })).status).toBe(403);

      const old = await at.worker.get(`${AT}/${id}?version=1&start=999999&end=1000000`);
      expect(shown(old.html)).toContain(texts.document.old(1, 2));
      expect(shown(old.html)).toContain(texts.document.cited_gone);
    });

    test("an undo brings the version before back as a new step; undone once more the document has the newer text again", async () => {
      const asked = await at.supervisor.get(`${AT}/${id}/undo`);
      expect(shown(asked.html)).toContain(texts.sure.undo_back(1));
      const done = await at.supervisor.post(`${AT}/${id}/undo`, { shown: "2", back_to: "1" });
      expect(done.location).toBe(`${AT}/${id}?done=restored`);
      expect((await found("独居老人多久探访一次"))[0]).toContain("每周探访一次");

      const stale = await at.admin.post(`${AT}/${id}/undo`, { shown: "2", back_to: "1" });
      expect(stale.status).toBe(409);
      expect(shown(stale.html)).toContain(texts.changed_meanwhile);

      await at.admin.post(`${AT}/${id}/undo`, { shown: "3", back_to: "2" });
      expect((await found("独居老人多久探访一次"))[0]).toContain("每三天探访一次");
      const steps = await rows(
        "select action, version_before, version_after, restored_from from knowledge_changes where document_id = $1 order by version",
        [id],
      );
      expect(steps.map((step) => Object.values(step))).toEqual([
        ["added", null, 1, null],
        ["replaced", 1, 2, null],
        ["restored", 2, 3, 1],
        ["restored", 3, 4, 2],
      ]);
      const page = shown((await at.worker.get(`${AT}/${id}`)).html);
      expect(page).toMatch(new RegExp(`韩志强 ${escaped(texts.document.actions.restored)}`));
      expect(page).toMatch(new RegExp(`蒋国栋 ${escaped(texts.document.actions.added)}`));
    });

    test("withdrawn it is gone at the next question, stays readable with a mark, and an undo brings it back", async () => {
      expect((await at.supervisor.post(`${AT}/${id}/withdraw`, { shown: "4" })).status).toBe(303);
      expect((await found("独居老人多久探访一次")).join()).not.toContain("探访一次");
      const page = shown((await at.worker.get(`${AT}/${id}`)).html);
      expect(page).toContain(texts.document.withdrawn);
      expect(page).toContain("每三天探访一次");
      expect(await rows("select term from term_frequencies f where district_id = 1 and chunks <= 0")).toEqual([]);
      await at.supervisor.post(`${AT}/${id}/undo`, { shown: "5", back_to: "4" });
      expect((await found("独居老人多久探访一次"))[0]).toContain("每三天探访一次");
    });

    test("an ingest that is undone leaves, and what it had ended holds again", async () => {
      const newer = RULES.replace("每周探访一次", "每天电话一次")
        .replace("2026年3月1日", "2026年9月1日")
        .replace("7号", "19号");
      const taken = await upload("supervisor", { name: "九月.txt", bytes: newer });
      const read = await at.supervisor.get(taken.location!);
      const doubted = { ...fieldsOf(read.html), reliability: "unverified", do: "preview" };
      expect(shown((await at.supervisor.post(taken.location!, doubted)).html)).toContain(texts.preview.touches_nothing);
      const official = { ...fieldsOf(read.html), reliability: "official", do: "preview" };
      const preview = await at.supervisor.post(taken.location!, official);
      expect(shown(preview.html)).toContain(texts.preview.ends("东河区独居老人探访办法", "2026-03-01"));
      const put = await at.supervisor.post(taken.location!, { ...fieldsOf(preview.html), do: "confirm" });
      const other = /knowledge\/([^?]+)/.exec(put.location!)![1]!;
      expect((await found("独居老人多久探访一次")).join()).not.toContain("每三天探访一次");
      expect((await at.supervisor.post(`${AT}/${other}/undo`, { shown: "1" })).status).toBe(303);
      const now = (await found("独居老人多久探访一次")).join();
      expect(now).toContain("每三天探访一次");
      expect(now).not.toContain("每天电话一次");
    });

    test("is found in the list by its title, its state and its age", async () => {
      const listed = async (query: string): Promise<string> => shown((await at.supervisor.get(`${AT}?${query}`)).html);
      expect(await listed("words=探访办法&state=in_force")).toContain("东民发〔2026〕7号");
      expect(await listed("words=没有这个")).toContain(texts.list.empty);
      expect(await listed("state=withdrawn")).toContain("东民发〔2026〕19号");
      expect(await listed("overdue=1")).toContain(texts.list.empty);
      await house.district.service(({ tx }) =>
        tx.query("update documents set checked_on = '2024-01-01' where id = $1 and current", [id]),
      );
      expect(await listed("overdue=1")).toContain("东民发〔2026〕7号");
    });

    test("of the shared knowledge is read and never changed", async () => {
      await putSample(
        database,
        sampleText({ id: "shared-one", title: "共用的", region: "000000" }, "## 一\n\n大家都看得到。"),
      );
      const page = await at.supervisor.get(`${AT}/shared-one?shared=1`);
      expect(shown(page.html)).toContain(texts.document.shared_note);
      expect((await at.supervisor.post(`${AT}/shared-one/withdraw`, { shown: "1" })).status).toBe(404);
    });
  });

  /** Asks in the chat, as the conversation does. */
  async function question(who: StaffName, words: string): Promise<{ text: string; useful: string | null }> {
    const member = house.district.staff[who];
    return house.as(member, async (session) => {
      const staff = (await findStaff(session, member.id))!;
      const { replies } = await ask({ session, staff } as Turn, words);
      const action = replies[0]!.actions.find(({ id }) => id.startsWith("answer.useful"));
      return { text: replies[0]!.text, useful: action ? parseActionId(action.id)!.id : null };
    });
  }
  async function press(who: StaffName, verb: typeof foundUseful, question_id: string): Promise<string> {
    const member = house.district.staff[who];
    return house.as(member, async (session) => {
      const staff = (await findStaff(session, member.id))!;
      return (await verb({ session, staff } as Turn, question_id)).replies[0]!.text;
    });
  }

  describe("what a person says of an answer", () => {
    test("有用 confirms the clause that was shown, once, and can be taken back by 不对", async () => {
      const { useful } = await question("worker", "独居老人多久探访一次");
      await press("worker", foundUseful, useful!);
      await press("worker", foundUseful, useful!);
      const confirmed = () =>
        rows(
          `select f.kind, f.withdrawn_at is not null as withdrawn, c.text from confirmations f join chunks c on c.id = f.chunk_id
           where f.question_id = $1`,
          [useful],
        );
      expect(await confirmed()).toEqual([
        { kind: "useful", withdrawn: false, text: expect.stringContaining("每三天探访一次") },
      ]);
      // Another one's button is nobody else's.
      await press("colleague", foundWrong, useful!);
      expect(await rows("select verdict from questions where id = $1", [useful])).toEqual([{ verdict: "quoted" }]);

      await press("worker", foundWrong, useful!);
      expect((await confirmed())[0]).toMatchObject({ withdrawn: true });
      const gaps = shown((await at.supervisor.get(`${AT}/gaps`)).html);
      expect(gaps).toContain("独居老人多久探访一次");
      expect(gaps).toContain(texts.gaps.disputed(1));
      await press("worker", foundUseful, useful!);
      expect(shown((await at.supervisor.get(`${AT}/gaps`)).html)).not.toContain("独居老人多久探访一次");
    });
  });

  describe("a gap", () => {
    const gapOf = async (words: string): Promise<string> => {
      const { html } = await at.supervisor.get(`${AT}/gaps`);
      return new RegExp(`gaps/([0-9a-f-]{36})">${escaped(words)}<`).exec(html)![1]!;
    };

    test("groups what is asked alike, counts people and names nobody", async () => {
      await question("worker", "家庭养老床位怎么申请啊");
      await question("worker", "家庭养老床位怎么申请");
      await question("colleague", "请问家庭养老床位申请要啥");
      await question("social", "流浪猫绝育");
      const page = await at.supervisor.get(`${AT}/gaps`);
      expect(shown(page.html)).toContain(texts.gaps.count(3, 2));
      expect(shown(page.html)).toContain(texts.gaps.count(1, 1));
      for (const name of ["周晓燕", "吴建国"]) expect(page.html).not.toContain(name);
      for (const who of ["worker", "social"] as const) {
        expect((await at[who].get(`${AT}/gaps`)).status).toBe(403);
        expect((await at[who].get(`${AT}/gaps/${await gapOf("流浪猫绝育")}`)).status).toBe(403);
      }
    });

    test("is closed by a document: everybody who asked is told once, of the answer and of nobody's words", async () => {
      const gap = await gapOf("请问家庭养老床位申请要啥");
      const before = await house.outbox();
      expect(shown((await at.supervisor.post(`${AT}/gaps/${gap}/tell`, { seen: "3" })).html)).toContain(
        texts.gap.no_answer_to_send,
      );
      const put = await uploadAndConfirm(
        "supervisor",
        {
          name: "床位.txt",
          bytes: "# 家庭养老床位\n\n## 怎么申请\n\n申请家庭养老床位,带身份证和能力评估报告到社区办。",
        },
        {},
        { gap },
      );
      expect(put.location).toBe(`${AT}/gaps/${gap}?done=added`);
      const page = await at.supervisor.get(`${AT}/gaps/${gap}`);
      expect(shown(page.html)).toContain("带身份证和能力评估报告到社区办");
      expect(shown(page.html)).toContain(texts.gap.tell(2));
      expect((await at.supervisor.post(`${AT}/gaps/${gap}/tell`, { seen: "2" })).status).toBe(409);
      await at.supervisor.post(`${AT}/gaps/${gap}/tell`, { seen: "3" });
      const sent = (await house.outbox()).slice(before.length);
      expect(sent).toHaveLength(2);
      for (const text of sent) {
        expect(text).toContain("带身份证和能力评估报告到社区办");
        expect(text).not.toContain("要啥");
      }
      await at.admin.post(`${AT}/gaps/${gap}/tell`, { seen: "3" });
      expect(await house.outbox()).toHaveLength(before.length + 2);
      expect(shown((await at.supervisor.get(`${AT}/gaps`)).html)).not.toContain("家庭养老床位");
      expect(shown((await at.supervisor.get(`${AT}/gaps?closed=1`)).html)).toContain("家庭养老床位");
    });

    test("that is not ours is closed with a reason", async () => {
      const gap = await gapOf("流浪猫绝育");
      expect((await at.supervisor.post(`${AT}/gaps/${gap}/close`, { seen: "1", words: " " })).status).toBe(422);
      const closed = await at.supervisor.post(`${AT}/gaps/${gap}/close`, { seen: "1", words: "归城管,打 12345" });
      expect(closed.location).toBe(`${AT}/gaps/${gap}?done=not_ours`);
      expect(shown((await at.admin.get(`${AT}/gaps/${gap}`)).html)).toContain("归城管,打 12345");
      expect((await at.admin.post(`${AT}/gaps/${gap}/close`, { seen: "1", words: "再关" })).status).toBe(409);
    });

    test("is fixed by choosing the clause that answers, which confirms it for every way it was asked", async () => {
      await question("worker", "搓澡师傅啥时候来");
      await question("colleague", "搓澡师傅啥时候来啊");
      const gap = await gapOf("搓澡师傅啥时候来啊");
      const page = await at.supervisor.get(`${AT}/gaps/${gap}?q=${encodeURIComponent("助浴 预约")}`);
      const chunk = /name="chunk" value="([0-9a-f-]{36})"/.exec(page.html)![1]!;
      const fixed = await at.supervisor.post(`${AT}/gaps/${gap}/fix`, { seen: "2", chunk });
      expect(fixed.location).toBe(`${AT}/gaps/${gap}?done=fixed`);
      expect(await rows("select kind, chunk_id, staff_id from confirmations where kind = 'officer_fix'")).toEqual([
        { kind: "officer_fix", chunk_id: chunk, staff_id: house.district.staff.supervisor.id },
        { kind: "officer_fix", chunk_id: chunk, staff_id: house.district.staff.supervisor.id },
      ]);
      const before = await house.outbox();
      await at.supervisor.post(`${AT}/gaps/${gap}/tell`, { seen: "2" });
      const sent = (await house.outbox()).slice(before.length);
      expect(sent).toHaveLength(2);
      expect(sent[0]).toContain("提前一天打电话约");
    });

    test("that was closed too soon is opened again, and the clause chosen for it is no longer confirmed", async () => {
      await question("worker", "洗头要带毛巾不");
      const gap = await gapOf("洗头要带毛巾不");
      const page = await at.supervisor.get(`${AT}/gaps/${gap}?q=${encodeURIComponent("助浴")}`);
      const chunk = /name="chunk" value="([0-9a-f-]{36})"/.exec(page.html)![1]!;
      await at.supervisor.post(`${AT}/gaps/${gap}/fix`, { seen: "1", chunk });
      const reopened = await at.admin.post(`${AT}/gaps/${gap}/reopen`, { seen: "1" });
      expect(reopened.location).toBe(`${AT}/gaps/${gap}?done=reopened`);
      expect(await gapOf("洗头要带毛巾不")).toBe(gap);
      expect(
        await rows("select withdrawn_at is null as stands from confirmations where question_id = $1", [gap]),
      ).toEqual([{ stands: false }]);
      expect((await at.admin.post(`${AT}/gaps/${gap}/reopen`, { seen: "1" })).status).toBe(409);
    });

    test("becomes eval cases, and is told over the JSON interface", async () => {
      const exported = await at.supervisor.get(`${AT}/gaps/cases.jsonl`);
      const cases = exported.html
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
      expect(cases).toContainEqual({ text: "流浪猫绝育", answerable: false, documents: [] });
      const answered = cases.find(({ text }) => text === "家庭养老床位怎么申请");
      expect(answered).toMatchObject({ answerable: true, documents: [expect.any(String)] });
      const json = await at.supervisor.get("/api/v1/gaps?state=closed");
      expect(JSON.parse(json.html).gaps).toContainEqual(
        expect.objectContaining({ state: "not_ours", words: ["流浪猫绝育"], questions: 1, askers: 1 }),
      );
      expect((await at.worker.get("/api/v1/gaps")).status).toBe(403);
      const openapi = await house.app.request(`${ORIGIN}/api/v1/openapi.json`);
      expect(Object.keys(((await openapi.json()) as { paths: object }).paths)).toContain("/gaps");
    });
  });

  describe("a help line", () => {
    const line = {
      number: "0990-5551234",
      region: "990101",
      name: "东河区心理援助",
      purpose: "心里难受、睡不着,可以打",
      hours: "每天 8:00–22:00",
      source: "区卫健委电话核实",
      as_of: "2026-11-20",
      note: "",
      replaces: "",
    };
    const answer = async (): Promise<string> => (await question("worker", "心理援助热线是多少")).text;

    test("waits for a second person: until then answers use the old one", async () => {
      const wrong = await at.supervisor.post(`${AT}/hotlines/propose`, { ...line, number: "打给我", as_of: "昨天" });
      expect(wrong.status).toBe(422);
      expect((await at.supervisor.post(`${AT}/hotlines/propose`, { ...line, region: "310000" })).status).toBe(400);
      expect((await at.worker.post(`${AT}/hotlines/propose`, line)).status).toBe(403);
      expect((await at.supervisor.post(`${AT}/hotlines/propose`, line)).status).toBe(303);
      expect(await answer()).not.toContain(line.number);
      const own = await at.supervisor.get(`${AT}/hotlines`);
      expect(shown(own.html)).toContain(texts.hotlines.own);
      const id = (await rows("select id from approvals"))[0]!.id;
      const mine = await at.supervisor.post(`${AT}/hotlines/${id}/decide`, { verdict: "approved" });
      expect(mine.status).toBe(403);
      expect(await rows("select state from approvals")).toEqual([{ state: "waiting" }]);

      const other = await at.second_supervisor.get(`${AT}/hotlines`);
      expect(other.html).toContain(`${AT}/hotlines/${id}/decide`);
      await at.second_supervisor.post(`${AT}/hotlines/${id}/decide`, { verdict: "approved" });
      expect(await answer()).toContain(line.number);
      expect((await at.admin.post(`${AT}/hotlines/${id}/decide`, { verdict: "rejected", words: "晚了" })).status).toBe(
        409,
      );
    });

    test("a rejection needs a reason, and changes nothing", async () => {
      await at.supervisor.post(`${AT}/hotlines/propose`, { ...line, hours: "全天" });
      const id = (await rows("select id from approvals where state = 'waiting'"))[0]!.id;
      expect((await at.admin.post(`${AT}/hotlines/${id}/decide`, { verdict: "rejected" })).status).toBe(422);
      await at.admin.post(`${AT}/hotlines/${id}/decide`, { verdict: "rejected", words: "打过了,晚上没人接" });
      expect(shown((await at.supervisor.get(`${AT}/hotlines`)).html)).toContain("打过了,晚上没人接");
      expect(await rows("select hours from hotlines where number = $1", [line.number])).toEqual([
        { hours: line.hours },
      ]);
    });

    test("that takes over from another leads there from the old number", async () => {
      await at.supervisor.post(`${AT}/hotlines/propose`, { ...line, number: "0990-5559999", replaces: line.number });
      const id = (await rows("select id from approvals where state = 'waiting'"))[0]!.id;
      await at.admin.post(`${AT}/hotlines/${id}/decide`, { verdict: "approved" });
      expect(await rows("select number, replaced_by from hotlines where district_id = 1 order by number")).toEqual([
        { number: "0990-5551234", replaced_by: "0990-5559999" },
        { number: "0990-5559999", replaced_by: null },
      ]);
    });

    test("with one who may decide the page says who is missing", async () => {
      await house.district.service(({ tx }) =>
        tx.query("update staff set active = false where role in ('supervisor', 'admin') and id <> $1", [
          house.district.staff.supervisor.id,
        ]),
      );
      expect(shown((await at.supervisor.get(`${AT}/hotlines`)).html)).toContain(texts.hotlines.alone);
    });
  });
});
