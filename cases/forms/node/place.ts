import type PizZip from "pizzip";

const ENTITIES: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&apos;": "'" };
const PARTS: [RegExp, string][] = [
  [/^word\/document\d*\.xml$/, "正文"],
  [/^word\/header\d*\.xml$/, "页眉"],
  [/^word\/footer\d*\.xml$/, "页脚"],
];
const LONGEST = 40;

/** The words of every paragraph of a part, as they are read: Word cuts what was typed in one go into many runs. */
export function paragraphsOf(xml: string): string[] {
  return [...xml.matchAll(/<w:p[ >][\s\S]*?<\/w:p>/g)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
      .map(([, words]) => words!.replace(/&(?:lt|gt|amp|quot|apos);/g, (entity) => ENTITIES[entity]!))
      .join(""),
  );
}

/** The parts of a Word file that are filled, with how people call them. */
export function partsOf(zip: PizZip): { name: string; called: string }[] {
  return Object.keys(zip.files).flatMap((name) => {
    const called = PARTS.find(([pattern]) => pattern.test(name))?.[1];
    return called ? [{ name, called }] : [];
  });
}

/**
 * Where something stands in a Word file, for whoever looks for it there: 正文第 3 段「住址：{住止}」. Paragraphs that hold nothing do
 * not count, because nobody sees them. Null when it stands nowhere.
 */
export function placeOf(zip: PizZip, words: string): string | null {
  for (const { name, called } of partsOf(zip)) {
    const paragraphs = paragraphsOf(zip.file(name)!.asText()).filter((paragraph) => paragraph.trim() !== "");
    const n = paragraphs.findIndex((paragraph) => paragraph.includes(words));
    if (n < 0) continue;
    const whole = paragraphs[n]!.trim();
    const at = Math.max(0, whole.indexOf(words) - LONGEST / 2);
    const shown = whole.length > LONGEST ? `…${whole.slice(at, at + LONGEST)}…` : whole;
    return `${called}第 ${n + 1} 段「${shown}」`;
  }
  return null;
}
