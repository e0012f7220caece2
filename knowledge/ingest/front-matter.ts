import { parse, YAMLParseError } from "yaml";
import * as z from "zod";
import { benefit } from "../eligibility/card.ts";
import { Unreadable } from "./unreadable.ts";

export const RELIABILITIES = ["law", "official", "media", "unverified"] as const;
export type Reliability = (typeof RELIABILITIES)[number];

const words = z.string("应是文字").trim().min(1, "不能是空的");
const date = z.iso.date("应写成 2026-11-21 这样的日期");
const adcode = z
  .union([z.string(), z.int().transform((digits) => String(digits).padStart(6, "0"))])
  .pipe(z.string().regex(/^\d{6}$/, "应是六位行政区划代码，如 440606，全国写 000000"));

const frontMatter = z.strictObject({
  id: words.regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,79}$/u, "只用字母、数字、点和短横，最多 80 个字").optional(),
  title: words.optional(),
  issuer: words.nullish(),
  doc_no: words.nullish(),
  region: adcode.optional(),
  published: date.nullish(),
  effective_from: date.nullish(),
  effective_to: date.nullish(),
  supersedes: words.nullish(),
  source: words.optional(),
  checked_on: date.optional(),
  review_by: date.optional(),
  reliability: z.enum(RELIABILITIES, "应是 law、official、media 或 unverified").optional(),
  complete: z.boolean("应是 true 或 false").optional(),
  doubt: words.nullish(),
  questions: z.array(words).optional(),
  /** What a benefit card asks of somebody, for the interview. */
  benefit: benefit.optional(),
});

export type FrontMatter = z.infer<typeof frontMatter>;

const FENCE = /^---[^\S\n]*\r?\n([\s\S]*?)\r?\n---[^\S\n]*(?:\r?\n|$)/;

/**
 * What the front matter of a Markdown text states.
 * @returns its values and where the body begins, in UTF-16 units; `{}` and 0 without front matter
 * @throws Unreadable naming the line that is not YAML, or every key that is unknown or wrong
 */
export function readFrontMatter(text: string): { stated: FrontMatter; body_start: number } {
  const fence = FENCE.exec(text);
  if (!fence) {
    if (/^---[^\S\n]*\r?\n\w+:/.test(text)) throw new Unreadable("开头的文件信息没有写完：缺结尾的 ---");
    return { stated: {}, body_start: 0 };
  }
  let values: unknown;
  try {
    values = parse(fence[1]!);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new Unreadable(`开头的文件信息第 ${(error.linePos?.[0].line ?? 0) + 1} 行写得不对，请检查冒号、引号和缩进`);
  }
  const read = frontMatter.safeParse(values ?? {});
  if (!read.success) {
    const wrong = read.error.issues.map((issue) =>
      issue.code === "unrecognized_keys"
        ? `不认得 ${issue.keys.join("、")}`
        : `${issue.path.join(".") || "整段"} ${issue.message}`,
    );
    throw new Unreadable(`开头的文件信息有误：${wrong.join("；")}`);
  }
  return { stated: read.data, body_start: fence[0].length };
}
