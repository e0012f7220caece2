/**
 * How people ask for a kind of thing, and the words under which guides and rules state it. What they stand for is added to the
 * query; no clause is left out for lacking it.
 */
export const QUESTION_WORDS: readonly { asks: RegExp; means: readonly string[] }[] = [
  {
    asks: /几天|几日|多久|几耐|多长时间|多长|多快|几时|(?:啥|什么)时候|几个(?:小时|工作日|月)|(?:好|多少)(?:多)?天/,
    means: ["多久", "时限", "期限", "工作日"],
  },
  { asks: /去哪|到哪|在哪|哪里|哪儿|哪办|边度|啥地方|哪个(?:部门|单位|窗口)|找谁/, means: ["去哪儿", "地点", "窗口"] },
  { asks: /带啥|带什么|要啥|(?:啥|什么|哪些)(?:证|材料|手续)|材料|手续|准备|交啥|拿啥/, means: ["材料", "带哪些"] },
  { asks: /哪些人|(?:啥|什么)人|谁能|条件|资格|够不够|够格|符不符合/, means: ["条件", "对象", "谁能领"] },
  { asks: /(?:怎么|怎样|咋|咋个|点样|如何)(?:办|申请|弄|搞|报|领|整)/, means: ["怎么申请", "申请"] },
];
