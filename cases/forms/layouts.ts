import type { FormKind } from "./kinds.ts";

/** A line of cells: words that stand there, and a placeholder to fill; a field alone takes the whole line. */
export type Block =
  | { kind: "line"; cells: [label: string, field: string][] }
  /** One field below its label, with room for so many lines when it is empty. */
  | { kind: "box"; label: string; field: string; lines: number }
  | { kind: "list"; label: string; list: string; columns: string[] }
  /** Empty, for the pen. */
  | { kind: "blank"; cells: string[] }
  | { kind: "heading"; words: string }
  | { kind: "note"; words: string }
  /** Where the paper is cut. */
  | { kind: "cut"; words: string };

const line = (...labels: string[]): Block => ({ kind: "line", cells: labels.map((label) => [label, label]) });
const box = (label: string, lines = 2, field = label): Block => ({ kind: "box", label, field, lines });
const blank = (...cells: string[]): Block => ({ kind: "blank", cells });
const note = (words: string): Block => ({ kind: "note", words });

const WHO: Block[] = [line("姓名", "性别", "年龄"), line("住址", "电话")];

/**
 * The forms as they are shipped. From here come the page that is printed and the Word templates beside it (shipped/compile.ts), so
 * that both look alike. Fields: the visit record of a household and the diary page as grids keep them, the letter with its reply slip,
 * and of the follow-up record of severe mental disorders (管理治疗工作规范 2018, 表1-8) the nine that somebody without training can see.
 */
export const LAYOUTS: Record<FormKind, Block[]> = {
  visit: [
    line("走访编号", "走访日期", "走访方式"),
    line("所属", "走访人"),
    line("见到谁", "本人意愿"),
    { kind: "list", label: "走访对象", list: "人员", columns: ["序号", "姓名", "性别", "年龄", "电话", "住址"] },
    box("走访情况", 4, "原话"),
    { kind: "list", label: "看到和听到的", list: "观察清单", columns: ["序号", "谁", "内容"] },
    { kind: "list", label: "需求", list: "需求清单", columns: ["序号", "谁", "类别", "内容", "缓急"] },
    box("要留意"),
    box("转介情况"),
    line("下次走访", "填表日期"),
    blank("居民签名", "走访人签名"),
  ],
  diary: [
    line("走访日期", "走访人"),
    line("所属", "走访编号"),
    ...WHO,
    box("走访经过", 5, "原话"),
    box("看到的", 2),
    box("听说的", 2),
    box("诉求和困难", 3, "需求"),
    box("下一步", 2, "转介情况"),
    line("下次走访", "本人意愿"),
    blank("走访体会（手写）"),
  ],
  mental: [
    note("网格员只写看见的和听到的，自上次走访以来。诊断、用药调整和危险性等级由精防医生定。"),
    line("走访编号", "走访日期", "走访方式"),
    ...WHO,
    line("所属", "走访人"),
    line("见到谁", "监护人"),
    box("睡眠", 1),
    box("饮食", 1),
    box("言行", 2, "行为"),
    box("服药（看到没看到）", 1, "服药"),
    box("关锁", 1),
    box("轻生言行", 1),
    box("想要的帮助", 2),
    box("拒绝情况", 1),
    box("原话", 4),
    line("危险性等级", "下次走访"),
    blank("精防医生评定（0–5 级）", "医生签名", "日期"),
  ],
  relief: [
    line("线索来源", "走访日期"),
    ...WHO,
    line("所属", "走访人"),
    line("户情", "本人意愿"),
    box("困难情况", 3),
    box("想要的帮助", 2, "需求"),
    box("走访原话", 4, "原话"),
    box("已转到哪里", 2, "转介情况"),
    note("是否符合救助条件由乡镇（街道）窗口核定。"),
    blank("接收人", "接收日期", "处理意见"),
  ],
  event: [
    line("走访编号", "走访日期"),
    line("所属", "走访人"),
    {
      kind: "list",
      label: "上报事件",
      list: "事件",
      columns: ["序号", "事件类别", "发生地点", "涉及人员", "事件描述", "紧急程度", "已采取措施"],
    },
    blank("受理人", "受理时间", "派往"),
  ],
  referral: [
    line("转介编号", "转介日期", "缓急"),
    line("转给", "期限"),
    ...WHO,
    line("所属", "转介人"),
    line("同意情况", "法律依据"),
    box("转介原因", 4),
    box("补充情况", 3),
    blank("转介单位（盖章）", "经办人电话"),
    { kind: "cut", words: "回执 · 请接收单位填好交回" },
    line("转介编号", "姓名"),
    blank("□ 接收　□ 不接收，原因"),
    blank("预约时间", "接办人", "电话"),
    blank("办理结果"),
    blank("接收单位（盖章）", "日期"),
  ],
};
