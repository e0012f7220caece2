import { foldText } from "../terms.ts";

/** A kind of question: how people ask it, and how the heading of a section that answers it reads. */
const KINDS: readonly { asks: RegExp; heading: RegExp }[] = [
  {
    asks: /几天|几日|多久|几耐|多长|多快|几时|(?:啥|什么)时候|几个(?:小时|工作日|月)|(?:好|多少)天|几次|几回/,
    heading: /多久|几次|时限|期限|时间|天数|多快/,
  },
  {
    asks: /去哪|到哪|在哪|上哪|哪里|哪儿|哪办|边度|(?:啥|什么|哪个)(?:地方|部门|单位|窗口)/,
    heading: /哪儿|哪里|地点|怎么申请/,
  },
  {
    asks: /带啥|带什么|要啥|(?:啥|什么|哪些)(?:证|材料|手续)|材料|准备|交啥|拿啥/,
    heading: /材料|带什么|带哪些|要什么/,
  },
  { asks: /多少|几多|几百|几千|标准/, heading: /多少|标准|金额/ },
  { asks: /哪些人|(?:啥|什么)样?的?人|谁能|条件|资格|够不够|够格/, heading: /谁能|哪些|条件|对象|什么(?:样的)?人/ },
  { asks: /(?:怎么|怎样|咋|咋个|点样|如何)(?:办|申请|弄|搞|报|领|整)/, heading: /怎么(?:申请|办|领)/ },
];

/** The share of what is asked (how long, where, which papers…) that a heading says it answers; 0 when none is asked. */
export function headingAnswers(words: string, heading: string): number {
  const asked = KINDS.filter(({ asks }) => asks.test(foldText(words)));
  return asked.length === 0 ? 0 : asked.filter((kind) => kind.heading.test(heading)).length / asked.length;
}
