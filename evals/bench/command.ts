/** `npm run bench [-- NAME --json FILE]`; what faults and load take besides stands in faults/faults.ts and load/load.ts. */
import { parseArgs } from "node:util";
import { printResult } from "../print.ts";
import type { EvalResult } from "../result.ts";
import { benchAccept } from "./accept.ts";
import { benchBytes } from "./bytes.ts";
import { benchConsole } from "./console.ts";
import { benchCost } from "./cost.ts";
import { benchFaults } from "./faults/faults.ts";
import { benchFuzz } from "./fuzz/fuzz.ts";
import { benchIngest } from "./ingest.ts";
import { benchLoad } from "./load/load.ts";
import { benchMessage } from "./message.ts";
import { benchRetrieval } from "./retrieval.ts";
import { benchScreen } from "./screen.ts";
import { benchStart } from "./start.ts";
import { benchWorker } from "./worker.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "string" },
    messages: { type: "string" },
    kills: { type: "string" },
    seed: { type: "string" },
    minutes: { type: "string" },
    backend: { type: "string" },
    part: { type: "string" },
  },
});

const BENCHES: Record<string, () => Promise<EvalResult>> = {
  screen: benchScreen,
  start: benchStart,
  accept: benchAccept,
  bytes: benchBytes,
  cost: benchCost,
  console: benchConsole,
  ingest: benchIngest,
  retrieval: benchRetrieval,
  message: benchMessage,
  worker: benchWorker,
  faults: () => benchFaults(values),
  fuzz: () => benchFuzz(values),
  load: () => benchLoad(values),
};
/** Take a quarter of an hour: only by their names. */
const LONG = new Set(["faults", "fuzz", "load"]);

const names = positionals.length > 0 ? positionals : Object.keys(BENCHES).filter((name) => !LONG.has(name));
const unknown = names.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`No bench ${unknown.join(", ")}. There are: ${Object.keys(BENCHES).join(", ")}`);
  process.exit(1);
}
for (const name of names) printResult(await BENCHES[name]!(), { json: values.json });
process.exit();
