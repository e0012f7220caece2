/** `npm run audit:verify [-- --head FILE]`: reads every district's chain; exit code 1 when anything is wrong. Prints the heads. */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import * as z from "zod";
import { ConfigError, parseConfig } from "../../platform/config.ts";
import { FolderLocked } from "../../platform/database/lock.ts";
import { open } from "../../platform/open.ts";
import { districtIds, systemScope } from "../../platform/scope.ts";
import { createSealer } from "../../platform/seal.ts";
import { inSession } from "../session.ts";
import { verifyAudit } from "./verify.ts";

const heads = z.array(z.object({ district: z.int(), rows: z.int(), head: z.string() }));

try {
  const { values } = parseArgs({ options: { head: { type: "string" } } });
  const earlier = values.head ? heads.parse(JSON.parse(readFileSync(values.head, "utf8"))) : [];
  const opened = await open(parseConfig(process.env), console.error);
  const sealer = await createSealer(opened.app_key);
  const found: z.infer<typeof heads> = [];
  let faults = 0;
  for (const district of await districtIds(opened.database)) {
    const before = earlier.find((head) => head.district === district);
    const verified = await inSession(
      { database: opened.database, sealer, now: new Date() },
      systemScope(district),
      (session) => verifyAudit(session, before && { seq: before.rows, hash: before.head }),
    );
    for (const fault of verified.faults)
      console.error(`district ${district} row ${fault.seq}: ${fault.what} ${fault.audit_id}`);
    faults += verified.faults.length;
    found.push({ district, rows: verified.rows, head: verified.head });
  }
  await opened.close();
  console.log(JSON.stringify(found));
  process.exit(faults === 0 ? 0 : 1);
} catch (error) {
  console.error(error instanceof ConfigError || error instanceof FolderLocked ? error.message : error);
  process.exit(1);
}
