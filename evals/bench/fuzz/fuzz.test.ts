import { expect, test } from "vitest";
import { fuzz } from "./fuzz.ts";
import { TARGETS } from "./targets.ts";

/** Of each 100,000: enough to notice; the same ones at every run, others by `npm run bench -- fuzz`. */
const PART = 0.02;
const SEED = 20_261_122;

test.each(TARGETS.map((target) => [target.name, target] as const))(
  "what is nearly a message, a file or a sentence is read or refused: %s",
  async (_, target) => {
    const { fault, inputs } = await fuzz(target, target.share * PART, SEED);
    expect(fault).toBeNull();
    expect(inputs).toBe(target.share * PART);
  },
);

test("a fault is found, with what shows it again", async () => {
  const target = {
    ...TARGETS[0]!,
    read: () => {
      throw new Error("broken");
    },
  };
  expect((await fuzz(target, 10, 7)).fault).toMatch(/broken[\s\S]*seed: 7/);
});
