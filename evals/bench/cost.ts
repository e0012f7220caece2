/**
 * `npm run bench -- cost`: what a message costs of one core's time, the database's work included: whole turns on the embedded default,
 * whose database runs in the process. Processor time and not the clock's, so that other load on the machine does not count.
 */
import { runApp } from "../../api/running.ts";
import type { EvalResult } from "../result.ts";

const WARM_UP = 15;
const TIMES = 60;
const KINDS: Record<string, (i: number) => object[]> = {
  question: (i) => [{ text: `低保怎么申请 第${i}次问` }],
  "visit (note and 保存)": (i) => [
    { text: `今天去了五栋${(i % 6) + 1}0${(i % 4) + 1}王奶奶家，药快没了，下周三再去` },
    { text: "保存" },
  ],
};

export async function benchCost(): Promise<EvalResult> {
  const metrics: Record<string, number> = {};
  const app = await runApp({ env: { LOG_LEVEL: "warn" } });
  for (const [kind, messages] of Object.entries(KINDS)) {
    let began = process.cpuUsage();
    for (let i = 0; i < WARM_UP + TIMES; i++) {
      if (i === WARM_UP) began = process.cpuUsage();
      for (const body of messages(i)) {
        const { status } = await app.ask("grid_worker", "/api/v1/messages", body);
        if (status !== 200) throw new Error(`${kind}: ${status}`);
      }
    }
    const { user, system } = process.cpuUsage(began);
    metrics[`${kind}, CPU ms`] = (user + system) / 1000 / TIMES;
  }
  await app.close();
  return { suite: "bench cost", data: "-", metrics };
}
