import { html } from "hono/html";
import { describe, expect, test } from "vitest";
import { isMarkdown, onlyHeading, type Piece, renderMarkdown } from "./markdown.ts";

/** The original with its cited part between ⟦ and ⟧. */
function piecesOf(marked: string): Piece[] {
  return marked.split(/[⟦⟧]/).map((text, i) => ({ text, cited: i % 2 === 1 }));
}
const run = ({ text, cited }: Piece) => (cited ? html`<mark>${text}</mark>` : html`${text}`);
const rendered = async (marked: string, level: 3 | 4 = 3): Promise<string> =>
  String(await renderMarkdown(piecesOf(marked), level, run));

describe("a document in Markdown", () => {
  test("shows headings, lists and emphasis, without their marks", async () => {
    expect(await rendered("## 一句话 ##\n\n可能**符合**，窗口核定。\n第二行")).toBe(
      '<h3>一句话</h3><p class="words">可能<strong>符合</strong>，窗口核定。\n第二行</p>',
    );
    expect(await rendered("带这些：\n\n- 身份证\n* 户口本\n\n3. 先填表\n4. 再交\n---\n完", 4)).toBe(
      '<p class="words">带这些：</p><ul><li>身份证</li><li>户口本</li></ul><ol start="3"><li>先填表</li><li>再交</li></ol><p class="words">完</p>',
    );
    expect(await rendered("### 小", 4)).toBe("<h4>小</h4>");
  });

  test("keeps what was cited marked, across marks, lines and items", async () => {
    expect(await rendered("- 身⟦份证\n- 户口⟧本")).toBe(
      "<ul><li>身<mark>份证</mark></li><li><mark>户口</mark>本</li></ul>",
    );
    expect(await rendered("可⟦能**符⟧合**")).toBe(
      '<p class="words">可<mark>能</mark><strong><mark>符</mark>合</strong></p>',
    );
    expect(await rendered("⟦## 要带⟧的")).toBe("<h3><mark>要带</mark>的</h3>");
  });

  test("takes tags for words, and marks without their other half for themselves", async () => {
    expect(await rendered("<img src=x onerror=alert(1)>\n2 ** 3")).toBe(
      '<p class="words">&lt;img src=x onerror=alert(1)&gt;\n2 ** 3</p>',
    );
    expect(await rendered("[点我](javascript:alert(1))")).not.toContain("href");
  });

  test("loses no word", async () => {
    const original = "# 办法\n\n第一条 **每周**探访。\n- 一\n- 二\n\n2. 三\n结束 2026-01-01 - 没有";
    const words = (await rendered(original)).replace(/<[^>]*>/g, "").replace(/\s/g, "");
    expect(words).toBe("办法第一条每周探访。一二三结束2026-01-01-没有");
  });

  test("is known by a heading; another text is none", () => {
    expect(isMarkdown("前言\n## 一句话\n内容")).toBe(true);
    for (const plain of ["第一条 每周探访。\n- 1 -", "#1 楼\n内容", "---\ntitle: x\n---\n内容"])
      expect([plain, isMarkdown(plain)]).toEqual([plain, false]);
  });

  test("a heading alone is known as one", () => {
    expect(onlyHeading(piecesOf("\n## 谁可能符合\n"))).toBe("谁可能符合");
    expect(onlyHeading(piecesOf("## 一\n## 二"))).toBeNull();
    expect(onlyHeading(piecesOf("谁可能符合"))).toBeNull();
  });
});
