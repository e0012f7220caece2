import { english } from "./en/knowledge.ts";
import { inLanguages } from "./in-language.ts";

/** What a chat says about answers from documents, and about the numbers in them. */
const chinese = {
  answer: {
    /** Before what the documents say, where they speak another language than the writer. */
    lead: "",
    /** @param said what the knowledge says of it, in Chinese */
    nothing: (said: string) => said,
    /** 那材料呢 with nothing asked before it. */
    of_what: "您问的是哪一件事的?连着说,比如「低保要带什么」「残疾证多久办好」。",
  },
  feedback: {
    useful: "有用",
    wrong: "不对",
    thanks: "谢谢,记下了。以后这样问会更快找到。",
    noted: (channel: string) => `记下了,管资料的同事会看。急用的话先问${channel}。`,
    gone: "这条答案后来改过,再问一遍看看。",
    answered_later: (date: string) => `您 ${date} 问的,资料里现在有了:`,
  },
  hotline_change: {
    proposed: (who: string, number: string) => `${who}提了一个求助电话的改动:${number}。请到工作台「资料」里核过再批。`,
    approved: (number: string) => `您提的求助电话 ${number} 批了,现在问就是新的。`,
    rejected: (number: string, why: string) => `您提的求助电话 ${number} 退回了:${why}`,
  },
} as const;

export type KnowledgeTexts = typeof chinese;

export const knowledgeTexts = inLanguages(chinese, english);
