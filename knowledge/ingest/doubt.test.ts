import { expect, test } from "vitest";
import { foldText } from "../terms.ts";
import { findNoise } from "./clean.ts";
import { findDoubt } from "./doubt.ts";

const doubtOf = (text: string, title = "标题") => findDoubt(text, findNoise(text, foldText).inline, title, text);

test("an ordinary text is whole and not in doubt", () => {
  expect(doubtOf("2024年发布的办法。下载“民政通”以后可以查看进度。", "2024年工作要点")).toEqual({
    doubt: null,
    complete: true,
  });
});

test("a part behind a download is missing, in Traditional characters too", () => {
  expect(doubtOf("正文。\n此處隱藏2504字,全部文檔請下載后查看")).toEqual({ doubt: "有2504字看不到", complete: false });
  expect(doubtOf("正文。全文付费后阅读。")).toEqual({ doubt: "后面的内容看不到", complete: false });
});

test("a library's reprint and pinyin against copying", () => {
  expect(doubtOf("小编为大家整理了多篇讲话").doubt).toBe("文库转载稿");
  expect(doubtOf("網(wǎng)".repeat(12)).doubt).toBe("正文里夹着防抄的拼音");
  expect(doubtOf("網(wǎng)只有一处").doubt).toBeNull();
});

test("the year in the title against the year in the body", () => {
  expect(doubtOf("参加安康市2023年推进会议。", "在安康市2024年推进会议上的讲话").doubt).toBe(
    "标题写2024年，正文写2023年",
  );
  expect(doubtOf("去年是2023年。参加2024年推进会议。", "2024年推进会议讲话").doubt).toBeNull();
});
