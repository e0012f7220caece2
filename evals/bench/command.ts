/** `npm run bench [-- NAME --json FILE]` */
import { parseArgs } from "node:util";
import { printResult } from "../print.ts";
import type { EvalResult } from "../result.ts";
import { benchAccept } from "./accept.ts";
import { benchConsole } from "./console.ts";
import { benchIngest } from "./ingest.ts";
import { benchMessage } from "./message.ts";
import { benchRetrieval } from "./retrieval.ts";
import { benchScreen } from "./screen.ts";
import { benchStart } from "./start.ts";

const BENCHES: Record<string, () => Promise<EvalResult>> = {
  screen: benchScreen,
  start: benchStart,
  accept: benchAccept,
  console: benchConsole,
  ingest: benchIngest,
  retrieval: benchRetrieval,
  message: benchMessage,
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "string" } } });
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const unknown = names.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`No bench ${unknown.join(", ")}. There are: ${Object.keys(BENCHES).join(", ")}`);
  process.exit(1);
}
for (const name of names) printResult(await BENCHES[name]!(), { json: values.json });
process.exit(0);
