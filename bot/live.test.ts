import { expect, test } from "vitest";
import { openLive } from "./live.ts";

test("whoever listens to a message hears its sentences and no other's, until they stop", () => {
  const live = openLive();
  const heard: string[] = [];
  const also: string[] = [];
  const stop = live.listen("a", (sentence) => heard.push(sentence));
  live.listen("a", (sentence) => also.push(sentence));
  live.tell("a", "一");
  live.tell("b", "二");
  stop();
  live.tell("a", "三");
  expect(heard).toEqual(["一"]);
  expect(also).toEqual(["一", "三"]);
});
