/**
 * `npm run knowledge:learn [-- --explain WORD]`: learns from what people confirmed, district by district; or prints what a word is
 * taken to mean and on whose word.
 */
import { parseArgs } from "node:util";
import { ConfigError, parseConfig } from "../../platform/config.ts";
import { FolderLocked } from "../../platform/database/lock.ts";
import { open } from "../../platform/open.ts";
import { districtIds, scoped, systemScope } from "../../platform/scope.ts";
import { createSealer } from "../../platform/seal.ts";
import { explainWords } from "./explain.ts";
import { learnDistrict } from "./learn.ts";

/** Meanings printed for a word. */
const SHOWN = 12;

try {
  const { values } = parseArgs({ options: { explain: { type: "string" } } });
  const { database, app_key, close } = await open(parseConfig(process.env), console.error);
  const districts = await districtIds(database);
  if (values.explain !== undefined) {
    const { explain } = values;
    for (const district_id of districts.length > 0 ? districts : [0]) {
      const found = await scoped(database, systemScope(district_id), (tx) => explainWords(tx, explain));
      const by = Map.groupBy(found, (one) => `${one.word} (${one.kind}, ${one.district_id || "shared"})`);
      for (const [word, means] of by) {
        console.log(word);
        for (const one of means.slice(0, SHOWN))
          console.log(
            `  → ${one.means}, from ${one.confirmations} ${one.kind === "thesaurus" ? "sayings" : `confirmations by ${one.people} people`}`,
          );
      }
    }
  } else {
    const sealer = await createSealer(app_key);
    for (const district_id of districts) {
      const learned = await scoped(database, systemScope(district_id), (tx) =>
        learnDistrict(tx, sealer, district_id, new Date()),
      );
      console.log(
        learned
          ? `district ${district_id}: ${learned.confirmations} confirmations, ${learned.changed} words changed`
          : `district ${district_id}: nothing new`,
      );
    }
  }
  await close();
  process.exit(0);
} catch (error) {
  console.error(error instanceof ConfigError || error instanceof FolderLocked ? error.message : error);
  process.exit(1);
}
