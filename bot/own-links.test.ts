import { describe, expect, test } from "vitest";
import { reply } from "./conversation/turn.ts";
import { withOwnLinks } from "./own-links.ts";

const OWN = "https://doorstep.example.org";
const textOf = (text: string, own: string | null = OWN): string => withOwnLinks(reply("answer", text), own).text;

describe("links in a reply", () => {
  test("ours and a public office's stay", () => {
    const text = `工作台:\n${OWN}/login/abc\n也可以登录 https://www.gjzwfw.gov.cn/ 申请。`;
    expect(textOf(text)).toBe(text);
    expect(textOf("http://127.0.0.1:8787/login/abc", null)).toBe("http://127.0.0.1:8787/login/abc");
  });

  test.each([
    "http://policy.example/collect?q=1",
    "www.bad.example",
    "https://doorstep.example.org.bad.example/login/abc",
    "https://gov.cn.bad.example/x",
    "bad.example/x?y=z",
    "tg://resolve?domain=bad",
    "![](https://cdn.example/a.png)",
  ])("%s does not", (address) => {
    expect(textOf(`先打电话。${address} 再去。`)).toBe("先打电话。(网址略) 再去。");
  });

  test("a named link keeps its words", () => {
    expect(textOf("看[这里](https://bad.example/)")).toBe("看这里");
  });

  test("labels and quotes are texts too; numbers, versions and places of documents are no links", () => {
    const { actions } = withOwnLinks(
      reply("answer", "", { actions: [{ id: "help", label: "http://a.example" }] }),
      OWN,
    );
    expect(actions).toEqual([{ id: "help", label: "(网址略)" }]);
    const plain = "第1.2条、3.5元、2026.11.20、5栋2单元401、V-8K2M";
    expect(textOf(plain)).toBe(plain);
  });
});
