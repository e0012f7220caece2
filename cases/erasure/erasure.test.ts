import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { putOutgoing } from "../../platform/transport/outbox.ts";
import { sealAudit } from "../audit/chain.ts";
import { verifyAudit } from "../audit/verify.ts";
import { writeChatState } from "../drafts/chat-state.ts";
import { startDraft } from "../drafts/drafts.ts";
import {
  asOwner,
  minutesAfter,
  NOW,
  referralTo,
  refused,
  type SeededDistrict,
  seedDistrict,
  testSealer,
} from "../fixture.ts";
import { sealedTables } from "../keys/sealed-columns.ts";
import { namesakes } from "../people/find.ts";
import { setStage } from "../people/stages.ts";
import { addSupport } from "../people/support.ts";
import { raiseReferral } from "../referrals/raise.ts";
import { undoLastReferral } from "../referrals/undo.ts";
import { draftOf } from "../visits/fixture.ts";
import { saveVisit } from "../visits/save.ts";
import { copyOfPerson } from "./copy.ts";
import { type EraseGround, erasePerson } from "./erase.ts";
import { NOT_OF_PEOPLE, PERSON_TABLES } from "./tables.ts";

const NAME = "慕容秀珍";
const PHONE = "13902765518";
const ADDRESS = "5栋2单元401";
const OTHER = "东方建民";
const ALONE = `入户看望${NAME},女,82岁,住${ADDRESS},电话${PHONE}。灶台没熄火。要有人送午饭,她点头同意。`;
const TOGETHER = `路上遇到${NAME}和${OTHER},${OTHER}腿疼,${NAME}说药吃完了。`;

describe.each(ENGINES)("a person's data on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  let districts = 0;
  let id: string;
  let ref: string;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    district = await seedDistrict(database, await testSealer(), ++districts);
    const { worker, supervisor } = district.staff;
    await district.session(worker, (session) =>
      saveVisit(
        session,
        draftOf(ALONE, {
          ...{ form: ["入户", "入户"], met: ["本人"], consent: ["点头同意", "yes"] },
          persons: [{ name: NAME, sex: "女", age: ["82岁", 82, 82], address: ADDRESS }],
          seen: [{ words: "灶台没熄火", kind: "hazard", person: 0 }],
          needs: [{ words: "有人送午饭", code: "01", urgency: "yellow", person: 0 }],
        }),
      ),
    );
    await district.session(worker, (session) =>
      saveVisit(
        session,
        draftOf(TOGETHER, {
          ...{ form: ["路上遇到", "偶遇"], met: ["本人"] },
          persons: [{ name: NAME }, { name: OTHER }],
          seen: [
            { words: `${OTHER}腿疼`, kind: "mobility", person: 1 },
            { words: `${NAME}说药吃完了`, kind: "mobility", person: 0 },
          ],
        }),
      ),
    );
    [id] = (await district.session(supervisor, (session) => namesakes(session, NAME))) as [string];
    ref = await district.session(supervisor, async ({ tx }) => {
      const { rows } = await tx.query<{ ref: string }>("select ref from people where id = $1", [id]);
      return rows[0]!.ref;
    });
    await district.session(worker, async (session) => {
      await setStage(session, id, { stage: "treatment", since: "2026-11-01", words: `${NAME}开始吃药` });
      await addSupport(session, id, { role: "family", name: "司徒玉", phone: "13511112222" });
      await startDraft(session, { kind: "visit", body: JSON.stringify({ note: `${NAME}又来了` }), message_id: "9" });
      await writeChatState(session, `刚才说的是${NAME}`);
    });
    const body = JSON.stringify({ chat_id: worker.id, words: `${NAME}的转介有回音` });
    await putOutgoing(
      database,
      { sealer: district.sealer, now: NOW },
      { channel: "web", chat_id: worker.id, body, inbox_id: null },
    );
  });

  const erase = (ground: EraseGround | null = "asked", typed = ref, who = district.staff.admin) =>
    district.session(who, (session) => erasePerson(session, { person_id: id, ref: typed, ground }), minutesAfter(5));
  /** Every sealed value of the district, opened, with its place. */
  const everything = () =>
    asOwner(database, async (tx) => {
      const found: string[] = [];
      for (const { table, columns } of await sealedTables(tx))
        for (const { name, bytes } of columns) {
          if (bytes) continue;
          const scoped = (
            await tx.query("select from pg_attribute where attrelid = $1::regclass and attname = 'district_id'", [
              table,
            ])
          ).rows.length;
          const { rows } = await tx.query<{ value: string }>(
            `select ${name} as value from ${table} where ${name} is not null ${scoped ? `and district_id = ${district.id}` : ""}`,
          );
          const place = `${table}.${name.replace("_sealed", "")}`;
          for (const { value } of rows) {
            const words = await district.sealer.open(value, place);
            // What waits belongs to no district; this one's goes to its worker.
            if (scoped || words.includes(district.staff.worker.id)) found.push(`${place} ${words}`);
          }
        }
      return found;
    });

  test("every table that could hold a person is on one of the two lists, and on none twice", async () => {
    const { rows } = await asOwner(database, (tx) =>
      tx.query<{ name: string }>(
        `select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and (a.attname like '%\\_sealed'
           or a.attname in ('person_id', 'household_id', 'visit_id', 'need_id', 'referral_id', 'crisis_id', 'follow_up_id', 'merge_id', 'question_id')
           or exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'
             and f.confrelid in ('people'::regclass, 'visits'::regclass, 'households'::regclass, 'referrals'::regclass, 'crises'::regclass)))`,
      ),
    );
    const listed = [...new Set(PERSON_TABLES.map(({ table }) => table)), ...Object.keys(NOT_OF_PEOPLE)];
    expect(listed.sort()).toEqual(rows.map(({ name }) => name).sort());
  });

  test("erased, nothing tells who it was: not the file, not the notes, nothing that waits; the other one's words stay", async () => {
    const before = await everything();
    for (const words of [NAME, PHONE, ADDRESS, "灶台没熄火", "司徒玉"]) expect(before.join("\n")).toContain(words);
    const done = await erase();
    expect(done.ref).toBe(ref);
    const after = (await everything()).join("\n");
    for (const words of [NAME, PHONE, ADDRESS, "灶台没熄火", "有人送午饭", "司徒玉", "13511112222"])
      expect(after).not.toContain(words);
    expect(after).toContain(`路上遇到○○○○和${OTHER},${OTHER}腿疼`);
    expect(after).toContain(`observations.words ${OTHER}腿疼`);
    for (const name of [NAME, "慕容"]) {
      expect(await district.session(district.staff.supervisor, (session) => namesakes(session, name))).toEqual([]);
    }
    const { rows } = await asOwner(database, (tx) =>
      tx.query("select name_index, pinyin_index, phone_index, sex, household_id from people where id = $1", [id]),
    );
    expect(Object.values(rows[0]!)).toEqual([null, null, null, null, null]);
  });

  test("the figures are the same before and after, and the audit chain is whole", async () => {
    const figures = () =>
      asOwner(database, async (tx) => {
        const tables = [
          "people",
          "visits",
          "visit_people",
          "needs",
          "observations",
          "referrals",
          "follow_ups",
          "person_stages",
        ];
        const counted = tables.map(
          (table) => `(select count(*)::int from ${table} where district_id = ${district.id}) as ${table}`,
        );
        const { rows } = await tx.query(
          `select ${counted.join(", ")}, (select json_agg(json_build_array(area_id, stage, age_from, tags) order by id)
             from people where district_id = ${district.id}) as told`,
        );
        return rows[0];
      });
    const before = await figures();
    await erase();
    expect(await figures()).toEqual(before);
    do await district.service(sealAudit);
    while (
      (
        await asOwner(database, (tx) =>
          tx.query(`select from audit_log a where a.district_id = ${district.id} and not exists (
          select from audit_chain c where c.district_id = a.district_id and c.audit_id = a.id)`),
        )
      ).rows.length > 0
    );
    const { rows, faults } = await district.service((session) => verifyAudit(session));
    expect(faults).toEqual([]);
    expect(rows).toBeGreaterThan(5);
  });

  test("only an admin, with a reason and the file's own number; once; and not while something is open", async () => {
    const before = await everything();
    expect(await refused(erase("asked", ref, district.staff.supervisor))).toBe("admins_only");
    expect(await refused(erase(null))).toBe("reason_needed");
    expect(await refused(erase("asked", "P-00000"))).toBe("erase_ref_wrong");
    const { worker } = district.staff;
    const raised = await district.session(worker, (session) =>
      raiseReferral(session, referralTo(district, { person_id: id })),
    );
    await expect(erase()).rejects.toMatchObject({ code: "erase_held", detail: { ref: raised.ref } });
    expect((await everything()).length).toBeGreaterThanOrEqual(before.length);
    await district.session(worker, (session) => undoLastReferral(session, "说错了"), minutesAfter(1));
    await erase();
    expect(await refused(erase())).toBe("already_erased");
  });

  test("the words go by an admin's hand alone, and nothing but sealed words goes that way", async () => {
    const change = (table: string, field: string) => JSON.stringify([{ table, id, set: { [field]: null } }]);
    for (const [who, changes] of [
      [district.staff.supervisor, change("people", "name_sealed")],
      [district.staff.worker, change("people", "name_sealed")],
      [district.staff.admin, change("people", "stage")],
      [district.staff.admin, change("staff", "phone_sealed")],
    ] as const) {
      const forced = district.session(who, ({ tx }) => tx.query("select erase_words($1::jsonb)", [changes]));
      await expect(forced).rejects.toMatchObject({ code: "42501" });
    }
  });

  test("a copy holds all that is theirs, opened, and nothing of anybody else; making it is written down", async () => {
    const copy = await district.session(district.staff.supervisor, (session) => copyOfPerson(session, id));
    const text = JSON.stringify(copy);
    for (const words of [NAME, PHONE, ADDRESS, "灶台没熄火", "有人送午饭", `${NAME}开始吃药`, `${NAME}说药吃完了`])
      expect(text).toContain(words);
    for (const words of [OTHER, "司徒玉", "13511112222", "s1.", district.staff.worker.id, "_index"])
      expect(text).not.toContain(words);
    expect(Object.keys(copy.held)).toEqual(
      expect.arrayContaining(["people", "visits", "observations", "needs", "person_stages"]),
    );
    expect(copy.handled.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["person.created", "person.copied"]),
    );
    const asked = district.session(district.staff.worker, (session) => copyOfPerson(session, id));
    expect(await refused(asked)).toBe("supervisors_only");
  });
});
