import { expect, test } from "vitest";
import { startCrew } from "./crew.ts";
import { createLog } from "./log.ts";

/** Tasks that wait to be taken, those that were begun, and a crew that begins them by name. */
function house(waiting: string[], tasks: Record<string, () => Promise<void>>) {
  const begun: string[] = [];
  const logged: string[] = [];
  const log = createLog("info", (line) => void logged.push(line));
  const crew = startCrew("test", { at_once: 2, idle_ms: 60_000 }, log, async (free) =>
    waiting.splice(0, free).map((name) => {
      begun.push(name);
      return (tasks[name] ?? (() => Promise.resolve()))();
    }),
  );
  return { begun, logged, crew };
}
const until = async (is: () => boolean): Promise<void> => {
  while (!is()) await new Promise((later) => setTimeout(later, 5));
};

test("a task that hangs holds up none of the others, and a stop waits for it", async () => {
  const { promise, resolve: end } = Promise.withResolvers<void>();
  const { begun, crew } = house(["hangs", "b", "c", "d", "e"], { hangs: () => promise });
  await until(() => begun.length === 5);
  let stopped = false;
  const stop = crew.stop().then(() => {
    stopped = true;
  });
  await new Promise((later) => setTimeout(later, 30));
  expect(stopped).toBe(false);
  end();
  await stop;
});

test("no more than its number go on at once", async () => {
  const { promise, resolve: end } = Promise.withResolvers<void>();
  const hangs = () => promise;
  const { begun, crew } = house(["a", "b", "c"], { a: hangs, b: hangs });
  await until(() => begun.length === 2);
  await new Promise((later) => setTimeout(later, 30));
  expect(begun).toEqual(["a", "b"]);
  end();
  await until(() => begun.length === 3);
  await crew.stop();
});

test("a task that fails is logged, and the next ones are taken", async () => {
  const { begun, logged, crew } = house(["fails", "b", "c"], { fails: () => Promise.reject(new Error("torn")) });
  await until(() => begun.length === 3);
  await crew.stop();
  expect(logged.filter((line) => line.includes("task failed"))).toHaveLength(1);
});
