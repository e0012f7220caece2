import { describe, expect, test } from "vitest";
import { sampleReply } from "../channels/sample-reply.ts";
import { replyIn } from "./reply-in.ts";
import { inTraditional } from "./traditional.ts";
import { writtenIn } from "./written-in.ts";

describe("the script of a message", () => {
  test.each([
    ["今天去了三网格王奶奶家,药快没了", "zh-Hans"],
    ["今天去了王奶奶家,藥快沒了,下週三再去", "zh-Hant"],
    ["佢話唔想食藥,屋企冇人", "zh-Hant"],
    ["老人家一个人住,冇人煮饭", "zh-Hans"],
    ["how do I apply for dibao", "en"],
    ["5栋2单元401", "zh-Hans"],
    ["5棟2單元401", "zh-Hant"],
    ["today", "en"],
    ["/start ABCDE12345", null],
    ["R-12AB3", null],
    ["12345", null],
    ["好", null],
    ["上午九点", "zh-Hans"],
    ["上午九點", "zh-Hant"],
  ] as const)("%s: %s", (words, language) => {
    expect(writtenIn(words)).toBe(language);
  });
});

describe("a reply in Traditional characters", () => {
  test("speaks as Taiwan does, and leaves names, titles and links as they are", async () => {
    const said = await inTraditional("王云里的信息已保存,请联系社区窗口。依据《社会救助暂行办法》 https://x.cn/里", [
      "王云里",
    ]);
    expect(said).toBe("王云里的資訊已儲存,請聯絡社區窗口。依據《社会救助暂行办法》 https://x.cn/里");
  });

  test("keeps a quote word for word", async () => {
    const quote = "申请最低生活保障,由户籍所在地受理。";
    const reply = sampleReply({
      text: `由户籍地受理:\n${quote}`,
      citations: [
        {
          document_id: "d",
          version: 1,
          title: "办法",
          doc_no: null,
          region: "000000",
          effective_from: null,
          quote,
          start: 0,
          end: 18,
          reliability: "official",
        } as never,
      ],
    });
    const { text } = await replyIn("zh-Hant", reply, []);
    expect(text).toContain(quote);
    expect(text).toContain("由戶籍地受理");
  });

  test("is left alone for whoever writes Simplified or English", async () => {
    const reply = sampleReply({ text: "已保存" });
    expect(await replyIn("zh-Hans", reply, [])).toBe(reply);
    expect(await replyIn("en", reply, [])).toBe(reply);
  });
});
