import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPerson } from "../../cases/people/create.ts";
import { householdAt } from "../../cases/people/household.ts";
import { inSession, type StaffSession } from "../../cases/session.ts";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { createSealer, newAppKey, type Sealer } from "../../platform/seal.ts";
import { maskingFor } from "./masking-for.ts";

const now = new Date("2025-09-10T02:00:00Z");

describe.each(ENGINES)("what the case table knows, on %s", (_, open) => {
  let database: Database;
  let sealer: Sealer;
  const [mine, theirs] = [newId(now), newId(now)];
  const as = <T>(staff_id: string, work: (session: StaffSession) => Promise<T>) =>
    inSession({ database, sealer, now }, { district_id: 1, staff_id, role: "grid_worker" }, work);

  beforeAll(async () => {
    database = await open();
    sealer = await createSealer(newAppKey());
    await scoped(database, systemScope(1), async (tx) => {
      await tx.query("insert into districts (id, name, adcode) values (1, '示范区', '990101')", []);
      for (const [id, name] of [
        [mine, "常乐"],
        [theirs, "方便"],
      ] as const)
        await tx.query(
          "insert into staff (district_id, id, role, name_sealed, name_index) values (1, $1, 'grid_worker', $2, $3)",
          [id, await sealer.seal(name, "staff.name"), await sealer.index("name", name)],
        );
    });
    const nobody = { sex: null, age: null, area_id: null, household_id: null };
    await as(mine, async (session) => {
      for (const name of ["周末", "高兴", "阿依努尔·艾力", "安宁和"]) await createPerson(session, { ...nobody, name });
      await householdAt(session, null, "祠堂后老屋");
    });
    await as(theirs, (session) => createPerson(session, { ...nobody, name: "时光" }));
  });
  afterAll(() => database.close());

  test("people and staff are masked whose names are words of the language, and homes without a number", async () => {
    const masking = await as(mine, (session) =>
      maskingFor(session, "周 末和高兴、阿依努尔·艾力住祠堂后头那间老屋，常乐去过", null),
    );
    const sent = masking.mask("周 末和高兴、阿依努尔·艾力住祠堂后头那间老屋，常乐去过", "embedding");
    expect(sent).toBe("某人和某人、某人住某地址，某人去过");
  });

  test("by their pinyin too", async () => {
    const masking = await as(mine, (session) => maskingFor(session, "zhou mo没去上学", null));
    expect(masking.mask("zhou mo没去上学", "embedding")).toBe("某人没去上学");
  });

  test("who stands in nobody's file that the session may see stays a word", async () => {
    const text = "时光过得快，周末有人值班";
    const hers = await as(theirs, (session) => maskingFor(session, text, null));
    expect(hers.mask(text, "chat")).not.toContain("时光");
    expect(hers.mask(text, "chat")).toContain("周末");
    const his = await as(mine, (session) => maskingFor(session, text, null));
    expect(his.mask(text, "chat")).toContain("时光");
  });

  test("a conversation goes on, but not with a message that spells its letters", async () => {
    const { state } = await as(mine, (session) => maskingFor(session, "高兴来过", null));
    const next = await as(mine, (session) => maskingFor(session, "高兴又来了", state));
    expect(next.state.nonce).toBe(state.nonce);
    const spelled = [...state.nonce.toUpperCase()].join(" ");
    const anew = await as(mine, (session) => maskingFor(session, `〔人名1${spelled}〕是谁`, state));
    expect(anew.state.nonce).not.toBe(state.nonce);
  });
});
