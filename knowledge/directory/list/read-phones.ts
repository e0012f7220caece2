import type { ServiceData } from "../import.ts";

type PhoneData = ServiceData["phones"][number];

/** 13800000000, 0757-22320251, 22320251, 400-000-0000, 12345; digits may be parted by blanks and hyphens. */
const NUMBER =
  /(?<!\d)(?:\+?86[-\s]?)?(1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}|[048]\d{2}[-\s]\d{3,4}[-\s]\d{4}|0\d{2,3}[-\s]?\d{7,8}|\d{3,})(?!\d)/g;
const EXTENSION = /^\s*(?:转|分机|-|#|ext\.?)\s*(\d{1,6})(?!\d)/i;

/** Whether digits, without what parts them, can be dialled in China; with the demo's 000 that leads nowhere. */
function canBeDialled(digits: string): boolean {
  return (
    /^1[3-9]\d{9}$/.test(digits) ||
    /^0\d{9,11}$/.test(digits) ||
    /^[2-8]\d{6,7}$/.test(digits) ||
    /^[48]00\d{7}$/.test(digits) ||
    /^(1\d{2,4}|9\d{4})$/.test(digits)
  );
}

/**
 * The numbers of a cell, with extension and what stands around them: 「22320251 转 2(咨询)、13800000000 王」.
 * @returns the numbers, or what is wrong with the cell
 */
export function readPhones(cell: string): { phones: PhoneData[] } | { wrong: string } {
  const text = cell.normalize("NFKC").replace(/[‐‑–—−―]/g, "-");
  const phones: PhoneData[] = [];
  for (const part of text.split(/[、,;。\n\r|]|\/(?=\s*\+?\d)/)) {
    const found = [...part.matchAll(NUMBER)];
    if (found.length === 0) {
      if (/\d/.test(part)) return { wrong: `「${part.trim()}」不像电话,要像 0757-22320251 或 13800000000` };
      continue;
    }
    let until = 0;
    for (const [i, match] of found.entries()) {
      // 22320251-8003: the extension is no number of its own.
      if (match.index < until) continue;
      const number = match[1]!.trim().replace(/\s+/g, "-");
      if (!canBeDialled(number.replace(/\D/g, "")))
        return { wrong: `「${number}」位数不对,要像 0757-22320251 或 13800000000` };
      const end = match.index + match[0].length;
      const extension = EXTENSION.exec(part.slice(end));
      until = end + (extension?.[0].length ?? 0);
      const after = part.slice(until, found.find((next) => next.index >= until)?.index ?? part.length);
      const around = `${i === 0 ? part.slice(0, match.index) : ""} ${after}`
        .replace(/[()[\]:]/g, " ")
        .replace(/(?:联系)?电话/g, " ");
      const description = around.replace(/\s+/g, " ").trim() || null;
      phones.push({ number, extension: extension?.[1] ?? null, description });
    }
  }
  return phones.length > 0 ? { phones } : { wrong: `「${cell.trim().slice(0, 30)}」里没有电话号码` };
}
