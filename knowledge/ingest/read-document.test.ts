import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import type { Span } from "../sentences.ts";
import { readDocument, type UnderstoodDocument } from "./read-document.ts";
import { SAMPLE_REGIONS } from "./sample-document.ts";
import { pdfOf, ucs2 } from "./sample-files.ts";
import type { Confirmed } from "./understand.ts";

const shared = process.env.DOORSTEP_SHARED ?? resolve(import.meta.dirname, "../../../shared");
const laws = join(shared, "corpus/laws");
const has_laws = existsSync(laws);
if (!has_laws) console.log("left out: reading of the laws, ../shared is not there");

const REGIONS = new Map(SAMPLE_REGIONS.map((region) => [region.adcode, region]));
const GIVEN = { region: null, today: "2026-11-21", regions: REGIONS };
const read = (text: string, confirmed?: Confirmed, name = "通知.txt"): Promise<UnderstoodDocument> =>
  readDocument(new TextEncoder().encode(text), name, confirmed ? { ...GIVEN, confirmed } : GIVEN);

const NOTICE = `佛山市顺德区民政和人力资源社会保障局文件
顺民社〔2025〕8号
关于印发《顺德区护理(lǐ)补贴实施细则》的通知
各镇街：
现将细则印发给你们，请认真贯彻执行。根据《国务院关于全面建立补贴制度的意见》（国发〔2015〕52号）制定。
一、补贴标准
每月298元。
二、附则
本细则自2025年3月1日起施行，有效期五年。《顺德区护理补贴办法》（顺民社〔2020〕1号）同时废止。
佛山市顺德区民政和人力资源社会保障局
2025年2月10日
`;

test("every value that was proposed points at the words it was read from", async () => {
  const { document, proposed_from, repeals } = await read(NOTICE);
  expect(document).toMatchObject({
    doc_no: "顺民社〔2025〕8号",
    region: "440606",
    published: "2025-02-10",
    effective_from: "2025-03-01",
    effective_to: "2030-02-28",
    reliability: "official",
  });
  const words = (span: Span | undefined): string => document.original.slice(span?.start, span?.end);
  expect(Object.fromEntries(Object.entries(proposed_from).map(([field, span]) => [field, words(span)]))).toEqual({
    title: "关于印发《顺德区护理(lǐ)补贴实施细则》的通知",
    doc_no: "顺民社〔2025〕8号",
    region: "顺德区",
    published: "2025年2月10日",
    effective_from: "本细则自2025年3月1日起施行",
    effective_to: "有效期五年",
  });
  expect(repeals).toContain("顺德区护理补贴办法");
});

test("what the officer wrote goes before the text, null says that there is none, and it changes what is kept", async () => {
  const confirmed = {
    title: "护理补贴细则",
    issuer: "顺德区民政局",
    effective_to: null,
    reliability: "law",
    supersedes: "old",
  } as const;
  const { document, proposed_from } = await read(NOTICE, confirmed);
  expect(document).toMatchObject({ ...confirmed, doc_no: "顺民社〔2025〕8号" });
  expect(Object.keys(proposed_from)).not.toEqual(expect.arrayContaining(["title"]));
  expect(document.content_hash).not.toBe((await read(NOTICE)).document.content_hash);
  const stated = `---\ntitle: 写明的\nregion: "310000"\n---\n\n## 谁能领\n\n一级。\n`;
  expect((await read(stated, { region: "440606" }, "a.md")).document).toMatchObject({
    title: "写明的",
    region: "440606",
  });
});

test("an officer who vouches for a text takes its doubt away", async () => {
  const text = `小编为大家整理了护理补贴办法\n一、标准\n每月298元。\n二、申请\n到窗口。`;
  expect((await read(text)).document).toMatchObject({ reliability: "unverified", doubt: "文库转载稿" });
  expect((await read(text, { reliability: "official" })).document).toMatchObject({
    reliability: "official",
    doubt: null,
  });
});

test("a local rule of an unknown place can be read once its place is confirmed", async () => {
  const text =
    "# 临时救助办法\n\n2020年1月2日 青岩县人民政府令第3号公布\n\n第一条 甲。\n\n第二条 乙。\n\n第三条 丙。\n";
  await expect(read(text)).rejects.toThrow(/青岩县.*行政区划代码/);
  expect((await read(text, { region: "440606" })).document.region).toBe("440606");
});

test("the same text in any file gives the same clauses, and page chrome is in none", async () => {
  const lines = NOTICE.replace("(lǐ)", "").trim().split("\n");
  const page = [
    ...lines
      .flatMap((line) => line.match(/.{1,36}/g) ?? [])
      .map((line, i) => ({ x: 72, y: 740 - i * 20, hex: ucs2(line) })),
    { x: 280, y: 40, size: 9, hex: ucs2("— 1 —") },
  ];
  const pdf = await readDocument(pdfOf([page, [{ x: 280, y: 40, size: 9, hex: ucs2("— 2 —") }]]), "通知.pdf", GIVEN);
  const text = await read(lines.join("\n"));
  const clauses = ({ document, chunks }: UnderstoodDocument): [string, string][] =>
    chunks.map((chunk) => [chunk.path, document.original.slice(chunk.start, chunk.end)]);
  expect(clauses(pdf)).toEqual(clauses(text));
  expect(pdf.document).toMatchObject({ title: text.document.title, effective_to: "2030-02-28" });
  expect(pdf.document.original).toContain("— 2 —");
});

test.skipIf(!has_laws)("every article of every law has its number, its place and its exact span", async () => {
  for (const name of readdirSync(laws)) {
    const bytes = readFileSync(join(laws, name));
    const { document, chunks } = await readDocument(bytes, name, { ...GIVEN, region: "000000" });
    const body = document.original.slice(document.original.indexOf("<!-- INFO END -->"));
    const numbered = [...body.matchAll(/^(第[一二三四五六七八九十百零]+条(?:之[一二三])?)[\s\u3000]/gm)].map(
      ([, number]) => number,
    );
    expect(
      chunks.map((chunk) => chunk.path.split(" › ").at(-1)),
      name,
    ).toEqual(numbered);
    for (const [i, chunk] of chunks.entries()) {
      expect(document.original.slice(chunk.start, chunk.end).startsWith(numbered[i]!), name).toBe(true);
      expect(document.original.slice(chunk.start, chunk.end), name).not.toMatch(/^#|第.{1,3}章 /m);
    }
    expect(document, name).toMatchObject({
      reliability: "law",
      effective_from: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  }
});
