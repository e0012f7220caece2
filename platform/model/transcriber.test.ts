import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLog } from "../log.ts";
import { type FakeEndpoint, startFakeEndpoint } from "./fake/endpoint.ts";
import { openTranscriber } from "./transcriber.ts";

const AUDIO = new Uint8Array([79, 103, 103, 83, 0]);
const FILE = { name: "voice.ogg", type: "audio/ogg" };
let endpoint: FakeEndpoint;
let logged: string[];
const start = async (transcript: string) => {
  endpoint = await startFakeEndpoint({ api_key: "key", model: "m", transcript });
  const at = { base_url: endpoint.base_url, api_key: "key", model: "m" };
  return openTranscriber(
    at,
    createLog("info", (line) => logged.push(line)),
  );
};

beforeEach(() => {
  logged = [];
});
afterEach(() => endpoint.close());

describe("a transcriber", () => {
  test("is given the recording as a file of its type, and gives the words", async () => {
    const transcriber = await start(" 去看了三号楼的王大爷。\n");
    expect(await transcriber.transcribe(AUDIO, FILE)).toBe("去看了三号楼的王大爷。");
    expect(endpoint.transcribed).toEqual([{ ...FILE, bytes: AUDIO }]);
    expect(endpoint.refused).toEqual([]);
  });

  test("that heard nothing gives null, and so does one that fails, with one line in the log", async () => {
    const transcriber = await start("  ");
    expect(await transcriber.transcribe(AUDIO, FILE)).toBeNull();
    expect(logged).toEqual([]);
    endpoint.trouble = { status: 500 };
    expect(await transcriber.transcribe(AUDIO, FILE)).toBeNull();
    expect(logged).toHaveLength(1);
  });
});
