/**
 * `npm run person`: a copy of everything that is held about somebody, or their erasure, in the name of somebody who leads the district.
 * On the embedded database while no service runs; the console does the same beside a running one.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { refusalWords } from "../../bot/texts/refusal-words.ts";
import { copyOfPerson } from "../../cases/erasure/copy.ts";
import { ERASE_GROUNDS, erasePerson } from "../../cases/erasure/erase.ts";
import { byRef } from "../../cases/people/find.ts";
import { Refusal } from "../../cases/refusal.ts";
import { inSession, type SessionParts, type StaffSession } from "../../cases/session.ts";
import { leadersCalled } from "../../cases/staff/staff.ts";
import { ConfigError, parseConfig } from "../../platform/config.ts";
import { FolderLocked } from "../../platform/database/lock.ts";
import { open } from "../../platform/open.ts";
import { systemScope } from "../../platform/scope.ts";
import { createSealer } from "../../platform/seal.ts";
import { copyPage } from "../console/people/copy-page.ts";

const USAGE = `npm run person -- copy  --district 440606 --ref P-7K3QD --by 韩志强 --to 资料.json [--page 资料.html]
npm run person -- erase --district 440606 --ref P-7K3QD --by 韩志强 --ground asked --again P-7K3QD
  --by      the supervisor (copy) or admin (both) in whose name it is done and written down
  --ground  ${ERASE_GROUNDS.join(" | ")}`;

/** The one supervisor or admin of this name. @throws ConfigError when there is none, or several */
async function scopeOf(parts: SessionParts, district_id: number, name: string): Promise<StaffSession["scope"]> {
  const called = await inSession(parts, systemScope(district_id), (session) => leadersCalled(session, name));
  if (called.length !== 1)
    throw new ConfigError(`--by: ${called.length} supervisors or admins of district ${district_id} are called so`);
  return called[0]!;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...{ district: { type: "string" }, ref: { type: "string" }, by: { type: "string" } },
      ...{ to: { type: "string" }, page: { type: "string" } },
      ...{ ground: { type: "string" }, again: { type: "string" } },
    },
  });
  const { district, ref, by, to, page, again } = values;
  const what = positionals[0];
  const ground = ERASE_GROUNDS.find((one) => one === values.ground) ?? null;
  const whole = what === "copy" ? to !== undefined : what === "erase" && ground !== null && again !== undefined;
  if (!whole || !/^\d+$/.test(district ?? "") || !ref || !by) {
    console.error(USAGE);
    return 1;
  }
  const opened = await open(parseConfig(process.env), console.error);
  try {
    const parts = { database: opened.database, sealer: await createSealer(opened.app_key), now: new Date() };
    const scope = await scopeOf(parts, Number(district), by);
    const person = async (session: StaffSession): Promise<string> => {
      const id = await byRef(session, ref);
      if (id === null) throw new Refusal("not_found");
      return id;
    };
    if (what === "erase") {
      const done = await inSession(parts, scope, async (session) =>
        erasePerson(session, { person_id: await person(session), ref: again!, ground }),
      );
      console.log(`${done.ref}: ${done.fields} fields and ${done.pictures} pictures erased.`);
    } else {
      const copy = await inSession(parts, scope, async (session) => copyOfPerson(session, await person(session)));
      writeFileSync(to!, `${JSON.stringify(copy, null, 2)}\n`, { mode: 0o600 });
      if (page) writeFileSync(page, String(await copyPage(copy)), { mode: 0o600 });
      const rows = Object.values(copy.held).reduce((n, held) => n + held.length, 0);
      console.log(`${copy.ref}: ${rows} rows of ${Object.keys(copy.held).length} tables.`);
    }
    return 0;
  } finally {
    await opened.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (error instanceof Refusal) console.error(refusalWords(error));
    else console.error(error instanceof ConfigError || error instanceof FolderLocked ? error.message : error);
    process.exit(1);
  },
);
