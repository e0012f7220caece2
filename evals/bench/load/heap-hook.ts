/** Loaded before the service in the process whose memory is measured: at SIGUSR2 it collects garbage and prints what is left. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
process.on("SIGUSR2", () => {
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  console.log(`heap ${heapUsed} external ${external}`);
});
