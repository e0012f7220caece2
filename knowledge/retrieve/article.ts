const DIGITS = "零一二三四五六七八九";

/** 117 → 一百一十七, as laws count their articles. */
export function articleNumber(value: number): string {
  if (value < 10) return DIGITS[value]!;
  if (value < 100) {
    const tens = Math.floor(value / 10);
    return `${tens === 1 ? "" : DIGITS[tens]!}十${value % 10 ? DIGITS[value % 10]! : ""}`;
  }
  const rest = value % 100;
  const tail = rest === 0 ? "" : rest < 10 ? `零${DIGITS[rest]!}` : `${rest < 20 ? "一" : ""}${articleNumber(rest)}`;
  return `${DIGITS[Math.floor(value / 100)]!}百${tail}`;
}
