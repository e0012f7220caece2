import { expect, test } from "vitest";
import { listAudit } from "../../cases/audit/list.ts";
import { testSealer } from "../../cases/fixture.ts";
import { readPerson } from "../../cases/people/read.ts";
import { listReferrals } from "../../cases/referrals/list.ts";
import { inSession, type StaffSession } from "../../cases/session.ts";
import { freshPostgres, POSTGRES_URL } from "../../platform/database/fresh.ts";
import { type Role, scoped, systemScope } from "../../platform/scope.ts";
import { NotEmpty, seed } from "./seed.ts";
import { SEEDED } from "./shape.ts";

const SIZES = { people: 1_500, visits: 3_000, referrals: 1_000 };

test.runIf(POSTGRES_URL)(
  "a seeded district is read as any other, and a database that holds one is left alone",
  async () => {
    const database = await freshPostgres();
    try {
      const parts = { database, sealer: await testSealer(), now: new Date() };
      await seed(parts, SIZES, () => {});
      const { rows } = await scoped(database, systemScope(SEEDED.id), (tx) =>
        tx.query<Record<string, number | string>>(
          `select (select count(*)::int from people) as people, (select count(*)::int from visits) as visits,
           (select count(*)::int from referrals) as referrals, (select count(distinct ref)::int from people) as refs`,
        ),
      );
      expect(rows[0]).toEqual({ ...SIZES, refs: SIZES.people });

      const as = async <T>(role: Role, work: (session: StaffSession) => Promise<T>): Promise<T> => {
        const found = await scoped(database, systemScope(SEEDED.id), (tx) =>
          tx.query<{ id: string }>("select id from staff where role = $1 order by id limit 1", [role]),
        );
        return inSession(parts, { district_id: SEEDED.id, staff_id: found.rows[0]!.id, role }, work);
      };
      const file = await as("grid_worker", async (session) => {
        const { rows: people } = await session.tx.query<{ id: string }>("select id from people order by id");
        // One grid of a thousand: its worker sees theirs and nobody else's.
        expect([1, 2]).toContain(people.length);
        return readPerson(session, people[0]!.id);
      });
      expect(file.name).toMatch(/^\p{Script=Han}{3}$/u);
      expect(
        (await as("social_worker", (session) => listReferrals(session, { limit: 100 }))).rows.length,
      ).toBeGreaterThan(0);
      const audit = await as("supervisor", (session) => listAudit(session, { limit: 50 }));
      expect(new Set(audit.rows.map(({ standing }) => standing))).toEqual(new Set(["waiting"]));

      await expect(seed(parts, SIZES, () => {})).rejects.toThrow(NotEmpty);
    } finally {
      await database.close();
    }
  },
);
