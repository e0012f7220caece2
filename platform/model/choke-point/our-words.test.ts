import { expect, test } from "vitest";
import { maskAroundOurs, ourWords } from "./our-words.ts";

const mask = (words: string): string => words.replaceAll("王秀兰", "〔人名〕").replaceAll("flags", "〔账号〕");

test("a declared prompt reaches the model whole, and what stands around it is masked", () => {
  const prompt = ourWords("键是 persons、flags。");
  expect(maskAroundOurs(`王秀兰 flags\n${prompt}\n王秀兰`, mask)).toBe(
    "〔人名〕 〔账号〕\n键是 persons、flags。\n〔人名〕",
  );
});

test("a text without one is masked whole", () => {
  expect(maskAroundOurs("王秀兰的 flags", mask)).toBe("〔人名〕的 〔账号〕");
});
