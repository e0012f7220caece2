import { expect, test } from "vitest";
import { foldText } from "../terms.ts";
import { findNoise, withoutNoise } from "./clean.ts";

const clean = (text: string): string => {
  const { lines, inline } = findNoise(text, foldText);
  const noise = [...lines, ...inline].sort((a, b) => a.start - b.start);
  return withoutNoise(text, { start: 0, end: text.length }, noise);
};

test("inserted pinyin is taken out, what somebody put in brackets stays", () => {
  expect(clean("我曾到一些地方去調(diào)研，專(zhuān)業(yè)（试行）(GB)（kg）")).toBe(
    "我曾到一些地方去調研，專業（试行）(GB)（kg）",
  );
});

test("invisible and bidirectional characters are taken out", () => {
  expect(clean("护\u200b理\u202e补\u2066贴\ufeff")).toBe("护理补贴");
});

test.each([
  "设为首页 | 加入收藏 | 网站导航",
  "当前位置：首页 > 健康 > 正文",
  "报纸广告热线：0371-53306913 53306918 报纸发行热线:0371-53306915",
  "联系邮箱：a@qq.com 报社办公室电话：0371-53306911",
  "豫ICP备2023003560号",
  "Copyright © 1987-2025 某报社 版权所有",
  "用戶登錄",
  "還沒有賬號?",
  "热门跟贴",
  "…… 此處隱藏2504字,全部文檔請(qǐng)下載后查看。喜歡就下載吧 ……",
  "首席记者 张三 记者 李四",
])("page chrome is no text: %s", (line) => {
  expect(clean(`第一段。\n${line}\n第二段。`)).toBe("第一段。\n\n第二段。");
});

test.each([
  "热线电话:0757-22320251",
  "街道办公室电话：0757-22221111，工作日可以打。",
  "出版物必须载明出版者的名称、地址，书号、刊号或者版号。",
  "审核学位授予资格，应当组织专家评审。",
  "未经授权的单位不得从事心理治疗。",
  "登录国家政务服务平台就能申请，还没有账号的先注册。",
])("what is about the matter stays: %s", (line) => {
  expect(clean(line)).toBe(line);
});

test("only the noise inside the span is taken out", () => {
  const text = "甲(jiǎ)乙(yǐ)丙";
  const { inline } = findNoise(text, foldText);
  expect(withoutNoise(text, { start: 6, end: text.length }, inline)).toBe("乙丙");
  expect(withoutNoise(text, { start: 0, end: 6 }, inline)).toBe("甲");
});
