/** A cell as exceljs gives it. */
export interface SheetCell {
  value: unknown;
  numFmt?: string | undefined;
}

/** A format without what is quoted, coloured, localised or padded in it; the first of its sections, which is for positive numbers. */
const bare = (format: string): string => format.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, "").split(";")[0]!;

/** Excel shows a number without a format with at most 11 digits. */
const general = (value: number): string =>
  Number.isInteger(value) ? value.toFixed(0) : String(Number(value.toPrecision(11)));

/** A format may ask for any number of digits; a number has 17 that mean something. */
const MOST_DIGITS = 20;

function numberText(value: number, format: string): string {
  const pattern = bare(format);
  if (!/[0#]/.test(pattern) || /[eE][+-]|\?/.test(pattern)) return general(value);
  const decimals = /\.([0#]*)/.exec(pattern)?.[1] ?? "";
  const is_percent = pattern.includes("%");
  const text = (is_percent ? value * 100 : value).toLocaleString("en-US", {
    minimumFractionDigits: Math.min(decimals.replace(/#/g, "").length, MOST_DIGITS),
    maximumFractionDigits: Math.min(decimals.length, MOST_DIGITS),
    minimumIntegerDigits: Math.min(
      Math.max(1, /0+(?=\.|%|$)/.exec(pattern.replace(/\..*$/, ""))?.[0].length ?? 1),
      MOST_DIGITS,
    ),
    useGrouping: pattern.includes(","),
  });
  const money = /[¥￥$€]/.exec(format)?.[0] ?? "";
  return `${money}${text}${is_percent ? "%" : ""}${/"(元|万元|人|户|岁|天|个)"/.exec(format)?.[1] ?? ""}`;
}

function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return "";
  const [day, time] = value.toISOString().split("T") as [string, string];
  const minutes = time.slice(0, 5);
  // A time of the day alone is counted from Excel's day 0.
  if (value.getUTCFullYear() <= 1900) return minutes;
  return minutes === "00:00" ? day : `${day} ${minutes}`;
}

/** The words of a cell as the sheet shows them: numbers in their format, dates as 2026-11-21, the result of a formula. */
export function cellText(cell: SheetCell): string {
  return valueText(cell.value, cell.numFmt ?? "");
}

function valueText(value: unknown, format: string): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return numberText(value, format);
  if (value instanceof Date) return dateText(value);
  if (typeof value !== "object") return String(value);
  if ("richText" in value) return (value.richText as { text: string }[]).map((run) => run.text).join("");
  if ("result" in value) return valueText(value.result, format);
  if ("text" in value) return valueText(value.text, format);
  return "";
}
