import { inLanguages } from "../../../bot/texts/in-language.ts";
import { english } from "./texts.en.ts";

/** What the import of a list of people says. */
const chinese = {
  title: "导入居民名单",
  what: "第一行写列名,下面一行一人。Excel(.xlsx)或 CSV 都行,一次最多 5000 人。",
  columns:
    "要有:姓名、网格。可以有:街道、社区、住址、性别、年龄(或出生年份)、电话、标签。其他列不会存,身份证号也不存。",
  whole: "有一行不对,就一行都不导入;改好再放一次就行。已经有档案的人不会重复建。",
  file: "选文件",
  only_check: "先查一遍,不导入",
  send: "导入",
  nothing: "先选一个文件。",
  too_large: (mb: number) => `文件超过 ${mb} MB。分几次放。`,
  node_only: "这里不能读 Excel 和 CSV,请在自己的服务器上导入。",
  no_column: (names: string) => `没有「${names}」这一列。第一行写上列名再放。`,
  faulty: (n: number, all: number) => `${all} 行里有 ${n} 行不对,一行都没导入。`,
  fine: (n: number) => `${n} 行都没问题。还没导入,去掉勾再放一次就导入。`,
  row: "第几行",
  why: "哪里不对",
  more: (n: number) => `还有 ${n} 行,先改上面这些。`,
  faults: {
    name_missing: "没写姓名",
    name_wrong: "姓名里有不该有的字符,或者太长",
    sex_wrong: "性别写「男」或「女」,不知道就空着",
    age_wrong: "年龄写 0 到 130 的整数,不知道就空着",
    grid_missing: "没写网格",
    grid_unknown: "没有这个网格,对一下街道、社区、网格的写法",
    grid_unclear: "有几个网格叫这个名,补上街道和社区",
    phone_wrong: "电话位数不对",
    words_long: "住址或标签太长",
  },
  twice: (row: number) => `和第 ${row} 行是同一个人`,
  done: (people: number, households: number, known: number) =>
    `建了 ${people} 份档案、${households} 户。${known > 0 ? `${known} 人已有档案,没动。` : ""}`,
  back: "回人员",
  entry: "导入居民名单",
} as const;

export type ImportTexts = typeof chinese;

export const texts = inLanguages(chinese, english);
