import type { Reply } from "../reply.ts";

/** A reply for tests: a plain answer, with what is given put over it. */
export function sampleReply(over: Partial<Reply> = {}): Reply {
  return {
    kind: "answer",
    text: "可以,先到窗口问一问。",
    actions: [],
    citations: [],
    draft: null,
    crisis: null,
    ...over,
  };
}

/** `count` buttons: 选项1 … */
export function sampleActions(count: number): Reply["actions"] {
  return Array.from({ length: count }, (_, index) => ({ id: `pick:${index + 1}`, label: `选项${index + 1}` }));
}

export const SAMPLE_CITATION: Reply["citations"][number] = {
  document_id: "sh-relief",
  title: "上海市社会救助条例",
  doc_no: "沪人大〔2018〕10号",
  region: "上海市",
  effective_from: "2019-05-01",
  quote: "申请最低生活保障的家庭,应当向户籍所在地的乡镇人民政府或者街道办事处提出申请。",
  version: 1,
  start: 120,
  end: 161,
};
