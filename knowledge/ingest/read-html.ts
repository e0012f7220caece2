const NAMED: Record<string, string> = {
  nbsp: " ",
  ensp: " ",
  emsp: " ",
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
  ldquo: "“",
  rdquo: "”",
  lsquo: "‘",
  rsquo: "’",
  hellip: "…",
  mdash: "—",
  middot: "·",
  times: "×",
};

function character(entity: string, code: string): string {
  if (!code.startsWith("#")) return NAMED[code.toLowerCase()] ?? entity;
  const point = /^#x/i.test(code) ? Number.parseInt(code.slice(2), 16) : Number.parseInt(code.slice(1), 10);
  const is_surrogate = point >= 0xd800 && point <= 0xdfff;
  return point > 0 && point <= 0x10ffff && !is_surrogate ? String.fromCodePoint(point) : "";
}

/** Everything between these is no text; cut by position, so that a page without the end tag costs no backtracking. */
function without(html: string, tag: string): string {
  const lower = html.toLowerCase();
  let kept = "";
  let at = 0;
  for (;;) {
    const start = lower.indexOf(`<${tag}`, at);
    if (start < 0) return kept + html.slice(at);
    kept += html.slice(at, start);
    const end = lower.indexOf(`</${tag}`, start);
    if (end < 0) return kept;
    const close = lower.indexOf(">", end);
    if (close < 0) return kept;
    at = close + 1;
  }
}

/** The text of a web page: one line a block, headings as Markdown headings, cells of a table row in one line. */
export function readHtml(html: string): string {
  const title = /<title[^>]{0,200}>([^<]{1,300})/i.exec(html)?.[1]?.trim() ?? "";
  let text = html.replace(/<!--/g, "<comment>").replace(/-->/g, "</comment>");
  for (const tag of ["comment", "script", "style", "noscript", "template", "svg", "head"]) text = without(text, tag);
  text = text
    .replace(/\s+/g, " ")
    .replace(/<h([1-6])\b[^>]{0,2000}>/gi, (_, level: string) => `\n\n${"#".repeat(Number(level))} `)
    .replace(/<\/t[dh]\s*>/gi, " ")
    .replace(
      /<(?:br|\/?(?:p|div|section|article|ul|ol|li|tr|table|h[1-6]|header|footer|nav|dl|dt|dd|blockquote))\b[^>]{0,2000}>/gi,
      "\n",
    )
    .replace(/<[a-z/!][^>]{0,2000}>/gi, "")
    .replace(/&(#?\w{1,10});/g, character);
  const lines = text.split("\n").map((line) => line.replace(/[^\S\n]+/g, " ").trim());
  const body = lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return title === "" || /^# /m.test(body) ? body : `# ${title.replace(/&(#?\w{1,10});/g, character)}\n\n${body}`;
}
