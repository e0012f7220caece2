import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

test("one at a time, an urgent one before those who wait, and a failed one holds nobody up", async () => {
  const turns = new Turns();
  const order: string[] = [];
  let open = () => {};
  const first = turns.take(
    () =>
      new Promise<void>((done) => {
        open = done;
      }),
  );
  const take = (name: string, urgent = false) =>
    turns.take(async () => {
      order.push(name);
      if (name === "fails") throw new Error(name);
    }, urgent);
  const rest = [take("fails"), take("waits"), take("urgent", true), take("waits too")].map((turn) =>
    turn.catch(() => {}),
  );
  open();
  await Promise.all([first, ...rest]);
  expect(order).toEqual(["urgent", "fails", "waits", "waits too"]);
  await take("later");
  expect(order.at(-1)).toBe("later");
});
