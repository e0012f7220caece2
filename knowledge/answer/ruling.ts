import { foldText } from "../terms.ts";

/** What is asked of a rule that is named: whether it holds, what an older text said, what changed, or what it says. */
export type RuleQuestion = "standing" | "old" | "change" | "content";

const STANDING =
  /有效|有没有效|管用|管不管用|算数|作数|还能用|能不能用|能用不|在用|用不用|还用|适用|废止|废除|作废|失效|取消|过期|过时|到期|老黄历|现行|最新|新版|哪一?版|哪一?年的|(?:啥|什么)时候(?:起|开始)?(?:施行|实施|实行|生效|执行|用)|(?:几时|多久|哪天|几号|何时)(?:起|开始)?(?:施行|实施|实行|生效|执行|用)|(?:施行|实施|实行|生效|执行)(?:了|没|不|吗|么|日期|时间)|被.{0,6}(?:代替|取代|替代|替换)|(?:代替|取代|替代)|还(?:按|依|照|执行|行)|还是.{0,8}(?:那个|那份|那版|那一版|老的|旧的|原来的)/;
/** What may stand beside words about whether a rule holds, and is still no other question. */
const FILLER =
  /现在|目前|如今|今天|请问|想问|问一?下|到底|究竟|是不是|有没有|还|仍|个|部|份|这|那|本|该|法律?|条例|办法|文件|规定|我们?|咱们?|你|您|他|的|了|吗|呢|么|嘛|吧|啊|呀|没|不|是|被|就|都|要|会|可以|能|按|用|开始|正式|什么|啥|时候|哪|年|版|一|二|新|旧|老|以前|后来|之后|已经?|早就?|听说|有人说|人家|来着|说|和|跟|谁|改|叫|上面|领导|网上/g;
const OLD =
  /[旧老](?:的|版|法|条例|规定|办法|文本|文件)|以前|原来|原先|从前|过去|早先|之前|修[订正改]之?前|改之?前|废止之?前|没改(?:的时候|之前|前)/;
const CHANGE =
  /(?:改|变|修[订正改]|更新|调整)(?:了|动|过|掉)?(?:什么|哪些|哪|啥|多少|没|不)|新旧|区别|不同|不一样|有(?:什么|啥|没有|无)?变化?|变化|改动|改没改|变没变|对比/;

/** @param said the words by which the rules are named, as they stand in the question */
export function readRuleQuestion(words: string, said: readonly string[]): RuleQuestion {
  const folded = foldText(words).replace(/\s|中华人民共和国/g, "");
  const rest = said.reduce((left, name) => left.replaceAll(name, ""), folded);
  if (CHANGE.test(rest)) return "change";
  if (STANDING.test(rest)) {
    const left = rest
      .replace(new RegExp(STANDING, "g"), "")
      .replace(/\d+|第[一二三四五六七八九十百零\d]+条/g, "")
      .replace(FILLER, "")
      .replace(/[^\p{Script=Han}]/gu, "");
    if (left.length <= 2) return "standing";
  }
  return OLD.test(rest) ? "old" : "content";
}

/** The article that is asked for, as it was said: 三十, 30. */
export function articleAsked(words: string): string | null {
  return /第([一二三四五六七八九十百零]{1,7}|\d{1,3})条/.exec(foldText(words).replace(/\s/g, ""))?.[1] ?? null;
}
