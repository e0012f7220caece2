/** The solar terms that people name days by. */
export const TERMS = [
  "清明",
  "冬至",
  "立春",
  "立夏",
  "立秋",
  "立冬",
  "夏至",
  "谷雨",
  "大寒",
  "小满",
  "芒种",
  "霜降",
] as const;
