import { readWords } from "../terms.ts";

/**
 * Words that ask, address or soften, in Mandarin, Sichuanese, Cantonese and the Northeast: they say how somebody asks, not what
 * about. A clause that lacks them lacks nothing, so they are left out when its cover is measured.
 */
const IDLE_PHRASES: readonly string[] =
  `怎么办 怎么样 怎么弄 怎么 怎样 咋整 咋个 咋办 咋样 咋弄 咋 啥时候 啥子 啥 什么时候 什么 甚么 哪儿 哪里 哪个 哪些 哪家 哪边 哪样 哪种 吗 嘛 呢
   吧 啊 呀 哦 噢 喔 嗯 呃 哎 诶 呗 啦 咯 噻 哈 么 呐 哟 来着 到底 就是说 就是 那个 这个 那种 这种 一下 请问 麻烦 我想 想问 问下 问一下 问问 听说
   可不可以 能不能 要不要 是不是 有没有 行不行 会不会 得不得 对不对 用不用 给不给 管不管 多少 几多 几时 点样 点解 边度 边个 系唔系 乜嘢 乜
   咩 嘅 啲 唔 冇 佢 嚟 喺 咗 莫得 没得 得行 晓得 你们 我们 他们 她们 人家 俺们 咱们 咱 俺 帮忙 告诉 知道 现在 东西 可以`
    .split(/\s+/)
    .sort((a, b) => b.length - a.length);

const IDLE = new RegExp(IDLE_PHRASES.join("|"), "g");

/** Function words of one character: no word crosses them. */
const BREAKS = /[我你他她它的了着还也就又很太想要该得把被这那跟给和或]/g;

/** Characters that carry little alone; inside a word (上门, 个人) they count with their neighbour. */
const IDLE_CHARACTERS = new Set("都能是有在去来不没帮人个一几上下里哪用说");

/** The words of a question (knowledge/terms.ts) that say what it is about. */
export function subjectWords(folded: string): string[] {
  const subject = folded.replace(IDLE, " ").replace(BREAKS, " ");
  return readWords(subject).filter((word) => Array.from(word).some((c) => !IDLE_CHARACTERS.has(c)));
}
