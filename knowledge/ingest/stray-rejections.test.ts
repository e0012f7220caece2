import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);
const MODULE = new URL("stray-rejections.ts", import.meta.url).href;

/** In a process of its own: a rejection that nobody handles ends it. @returns its exit code and what it wrote */
async function leaving(reason: string): Promise<{ code: number; out: string }> {
  const script = `
    import { withoutStrays } from ${JSON.stringify(MODULE)};
    const work = async () => { Promise.reject(new Error(${JSON.stringify(reason)})); return "read"; };
    console.log(await withoutStrays((error) => error.message === "theirs", work));`;
  try {
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script]);
    return { code: 0, out: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, out: stderr };
  }
}

test("what the library left behind ends no process, anything else does as ever", async () => {
  expect(await leaving("theirs")).toEqual({ code: 0, out: "read\n" });
  const ours = await leaving("ours");
  expect(ours.code).toBe(1);
  expect(ours.out).toContain("Error: ours");
});
