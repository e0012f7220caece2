import { expect, test } from "vitest";
import { readContext } from "../context.ts";
import { features, postFeatures } from "../features.ts";
import { estimate, estimatePost, type Model, shippedModel, unpack } from "../model.ts";
import { normalise } from "../normalise.ts";
import { expand, squeeze } from "../squeeze.ts";
import { type Labelled, learn, prepare } from "./learn.ts";
import { developmentMessages } from "./messages.ts";
import { pack } from "./pack.ts";

const crisis = (text: string, level: "red" | "orange", kind: "fire" | "suicide"): Labelled => ({
  text,
  crisis: true,
  level,
  kind,
  source: "field",
});
const harmless = (text: string): Labelled => ({ text, crisis: false, level: "none", kind: null, source: "field" });

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
  const model = unpack(pack(learn(prepare(LESSON).flat()), { field: 10_000, posts: 10_000 }));
  const fire = score(model, "隔壁冒烟 火苗");
  const weary = score(model, "我说活着没意思");
  expect(fire.crisis).toBeGreaterThan(score(model, "残疾证找谁办").crisis);
  expect(weary.crisis).toBeGreaterThan(score(model, "残疾证找谁办").crisis);
  expect(fire.red).toBeGreaterThan(weary.red);
  expect(fire.kind).toBe("fire");
  expect(weary.kind).toBe("suicide");
});

test("the same messages give the same weights, and packing keeps their order", () => {
  const keep = { field: 60, posts: 40 };
  const packed = pack(learn(prepare(LESSON).flat()), keep);
  expect(pack(learn(prepare(LESSON).flat()), keep)).toEqual(packed);
  expect(expand(squeeze(packed))).toEqual(packed);
  const model = unpack(packed);
  expect(model.field.index.size).toBe(60);
  expect(model.posts.index.size).toBe(40);
  expect(score(model, "二楼冒烟").crisis).toBeGreaterThan(score(model, "低保申请").crisis);
});

test("the shipped weights know the development messages", () => {
  const own = developmentMessages(null).filter(({ level }) => level !== null);
  expect(own.length).toBeGreaterThan(2000);
  const model = shippedModel();
  const right = own.filter(({ text, crisis: is }) => score(model, text).crisis >= model.from.crisis === is);
  expect(right.length / own.length).toBeGreaterThan(0.9);
});

test("a post is told from a worker's message, and a post in which somebody is in danger from one in which nobody is", () => {
  const post = (text: string) => {
    const message = normalise(text);
    const context = readContext(message.text, message.plain, text);
    return estimatePost(shippedModel(), postFeatures(message, context, []));
  };
  const danger = post("我真的不想活了,每天都在想怎么结束自己的生命");
  const everyday = post("室友总是很晚才睡,我跟她沟通了几次都没有用,心里很委屈,不知道该怎么办");
  const { foreign, risk } = shippedModel().from;
  expect(danger.risk).toBeGreaterThanOrEqual(risk);
  expect(everyday.risk).toBeLessThan(risk);
  expect(danger.foreign).toBeGreaterThanOrEqual(foreign);
  expect(post("三网格五栋的王奶奶今天没下楼 明天再去看").foreign).toBeLessThan(foreign);
});
