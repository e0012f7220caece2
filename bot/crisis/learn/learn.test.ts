import { expect, test } from "vitest";
import { readContext } from "../context.ts";
import { features } from "../features.ts";
import { estimate, type Model, shippedModel, unpack } from "../model.ts";
import { normalise } from "../normalise.ts";
import { type Labelled, learn, pack } from "./learn.ts";
import { developmentMessages } from "./messages.ts";

const crisis = (text: string, level: "red" | "orange", kind: "fire" | "suicide"): Labelled => ({
  text,
  crisis: true,
  level,
  kind,
  weight: 1,
});
const harmless = (text: string): Labelled => ({ text, crisis: false, level: "none", kind: null, weight: 1 });

const LESSON: Labelled[] = [
  crisis("三楼冒烟 有人喊救命", "red", "fire"),
  crisis("四楼冒烟 有火苗", "red", "fire"),
  crisis("厨房冒烟 火苗好大", "red", "fire"),
  crisis("她说活着没意思", "orange", "suicide"),
  crisis("他说活着累 没意思", "orange", "suicide"),
  crisis("老人说活着没意思", "orange", "suicide"),
  harmless("楼上装修吵 归谁管"),
  harmless("低保怎么申请"),
  harmless("老人想办残疾证"),
  harmless("楼道灯坏了 找谁修"),
];

function score(model: Model, text: string) {
  const message = normalise(text);
  const context = readContext(message.text, message.plain, text);
  return estimate(model, features(message, context, { start: 0, end: message.text.length }));
}

test("what was learned carries over to words it has not seen together", () => {
  const model = learn(LESSON);
  const fire = score(model, "隔壁冒烟 火苗");
  const weary = score(model, "我说活着没意思");
  expect(fire.crisis).toBeGreaterThan(score(model, "残疾证找谁办").crisis);
  expect(weary.crisis).toBeGreaterThan(score(model, "残疾证找谁办").crisis);
  expect(fire.red).toBeGreaterThan(weary.red);
  expect(fire.kind).toBe("fire");
  expect(weary.kind).toBe("suicide");
});

test("the same messages give the same weights, and packing keeps their order", () => {
  const packed = pack(learn(LESSON), 60);
  expect(pack(learn(LESSON), 60)).toEqual(packed);
  const model = unpack(packed);
  expect(model.index.size).toBe(60);
  expect(score(model, "二楼冒烟").crisis).toBeGreaterThan(score(model, "低保申请").crisis);
});

test("the shipped weights know the development messages", () => {
  const own = developmentMessages(null).filter(({ level }) => level !== null);
  expect(own.length).toBeGreaterThan(2000);
  const model = shippedModel();
  const right = own.filter(({ text, crisis: is }) => score(model, text).crisis >= model.crisis_from === is);
  expect(right.length / own.length).toBeGreaterThan(0.9);
});
