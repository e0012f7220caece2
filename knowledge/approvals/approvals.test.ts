import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { type Database, DatabaseError } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import { type Role, scoped, systemScope } from "../../platform/scope.ts";
import type { Officer } from "../documents/changes.ts";
import { loadHotlines } from "../hotlines/hotline.ts";
import { putSampleRegions } from "../ingest/sample-document.ts";
import { decide, listApprovals, OwnProposal, proposeHotline } from "./approvals.ts";
import { proposedHotline } from "./hotline.ts";

const DISTRICT = 440606;
const LINE = {
  number: "0757-22320251",
  region: "440606",
  name: "顺德心理援助",
  purpose: "心里难受,可以打",
  source: "区卫健局电话核实",
  as_of: "2026-11",
};

describe.each(ENGINES)("the approval of a help line on %s", (_, open) => {
  let database: Database;
  const people = { first: newId(), second: newId(), worker: newId() };
  const officer = (staff_id: string): Officer => ({ district_id: DISTRICT, staff_id, now: new Date() });
  const as = <T>(
    who: keyof typeof people,
    work: (tx: Parameters<typeof loadHotlines>[0]) => Promise<T>,
  ): Promise<T> => {
    const role: Role = who === "worker" ? "grid_worker" : "supervisor";
    return scoped(database, { district_id: DISTRICT, staff_id: people[who], role }, work);
  };
  const propose = (changes: Partial<typeof LINE> & { replaces?: string } = {}): Promise<string> =>
    as("first", (tx) => proposeHotline(tx, officer(people.first), proposedHotline.parse({ ...LINE, ...changes })));
  const approve = (who: keyof typeof people, id: string): Promise<unknown> =>
    as(who, (tx) => decide(tx, officer(people[who]), id, { state: "approved", reason: null }));
  const numbers = (): Promise<string[]> =>
    as("worker", async (tx) => (await loadHotlines(tx)).map((line) => `${line.number} ${line.name}`));

  beforeAll(async () => {
    database = await open();
    await putSampleRegions(database);
    await scoped(database, systemScope(DISTRICT), (tx) =>
      tx.query("insert into districts (id, name, adcode) values ($1, '顺德区', '440606')", [DISTRICT]),
    );
    await scoped(database, systemScope(0), (tx) =>
      tx.query(
        `insert into hotlines (district_id, number, region, name, purpose, region_name, source, verified, kinds)
         values (0, '12356', '000000', '心理援助', '心理援助', '全国', '卫健委', true, '{suicide}')`,
      ),
    );
  });
  afterAll(() => database.close());

  test("is not for the one who proposed it, by the code and by the database", async () => {
    const id = await propose();
    await expect(approve("first", id)).rejects.toThrow(OwnProposal);
    const update = "update approvals set state = 'approved', decided_by = proposed_by where id = $1";
    await expect(as("first", (tx) => tx.query(update, [id]))).rejects.toThrow(DatabaseError);
    expect(await numbers()).toEqual(["12356 心理援助"]);
    expect(await as("worker", (tx) => listApprovals(tx, DISTRICT))).toEqual([]);
    await approve("second", id);
    expect(await numbers()).toContain(`${LINE.number} ${LINE.name}`);
  });

  test("of two who decide at the same moment one does", async () => {
    const id = await propose({ name: "顺德心理热线" });
    const both = await Promise.allSettled([approve("second", id), approve("second", id)]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("a proposal on a line that was changed since is not approved unseen", async () => {
    const [older, newer] = [await propose({ name: "先提的" }), await propose({ name: "后提的" })];
    await approve("second", newer);
    await expect(approve("second", older)).rejects.toThrow("");
    expect(await numbers()).toContain(`${LINE.number} 后提的`);
    const states = await as("second", (tx) => listApprovals(tx, DISTRICT));
    expect(states.find((one) => one.id === older)?.state).toBe("waiting");
  });

  test("a district's line stands before the shared one, keeps what it helps in, and touches no other district", async () => {
    const shared = { ...LINE, number: "12356", region: "000000", name: "心理援助(本区说法)" };
    await approve("second", await propose(shared));
    const line = await as("worker", async (tx) => (await loadHotlines(tx)).find(({ number }) => number === "12356"));
    expect(line).toMatchObject({ name: shared.name, kinds: ["suicide"], verified: true });
    const elsewhere = await scoped(database, systemScope(0), loadHotlines);
    expect(elsewhere.map((other) => other.name)).toEqual(["心理援助"]);
  });

  test("a number that another takes over from leads to it", async () => {
    await approve("second", await propose({ number: "0757-99999999", replaces: LINE.number }));
    const lines = await as("worker", loadHotlines);
    expect(lines.find((line) => line.number === LINE.number)?.replaced_by).toBe("0757-99999999");
  });
});
