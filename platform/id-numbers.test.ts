import { expect, test } from "vitest";
import { cutIdNumbers } from "./id-numbers.ts";

test.each([
  ["身份证440606195203071234 记一下", "身份证尾号1234 记一下"],
  ["身份证 44060619520307123X", "身份证 尾号123X"],
  ["440606 19520307 1234", "尾号1234"],
  ["老证 440606520307123", "老证 尾号7123"],
  ["４４０６０６１９５２０３０７１２３４", "尾号1234"],
])("%s is cut to its last four", (text, cut) => {
  expect(cutIdNumbers(text)).toBe(cut);
});

test.each(["电话13800138000", "0757-22320251", "2026年11月21日去的", "五栋二单元四零一", "卡号 6222021234567890123"])(
  "%s stays as it is",
  (text) => {
    expect(cutIdNumbers(text)).toBe(text);
  },
);
