import { inLanguages } from "../../../bot/texts/in-language.ts";
import { english } from "./texts.en.ts";

/** What the pages about leave, hand-overs and doors for two say. */
const chinese = {
  title: "代管和移交",
  how: "有人请假,先定好谁代管网格。代管的人这几天能看到、能办那个网格的事,到期自动看不到。长期换人选「移交」,没办完的马上跟着过去。两个人都会收到消息。",
  new: "定一个代管",
  held: "哪个网格,现在谁管",
  to: "交给谁",
  choose: "请选",
  how_long: "多久",
  leave: "代管几天",
  for_good: "移交,不再收回",
  from: "从哪天",
  until: "到哪天(当天也算)",
  reason: "原因(可不写)",
  save: "定下来",
  none: "还没有代管和移交。",
  list: "定过的",
  grid: "网格",
  who: "谁替谁",
  days: "哪几天",
  state: "现在",
  instead: (to: string, from: string) => `${to} 替 ${from}`,
  span: (from: string, until: string) => `${from} 到 ${until}`,
  since: (from: string) => `${from} 起`,
  states: { ahead: "还没开始", running: "代管中", over: "结束了", for_good: "已移交" },
  end: "提前结束",
  end_for: (grid: string, name: string) => `提前结束${name}代管${grid}`,
  actions: "要做的",
  roster_hint: "那个网格的危机名单会跟着改。社区、街道的名单要自己改:",
  roster: "危机名单",
  done: {
    covered: "定好了,两个人都会收到消息。",
    handed_over: "移交好了,没办完的都过去了,两个人都会收到消息。",
    ended: "结束了,代管的人已经看不到那个网格。",
    flagged: "记下了,去那里的人都会看到。",
    lifted: "去掉了。",
  },
  doors: {
    title: "两人同去",
    how: "有狗、有人动过手、楼道不安全的门,记在这里。走访草稿和「今天」里会提醒两个人去。到期自动去掉。网格员在聊天里说「两人同去 5栋401 家里有大狗」也一样。",
    grid: "网格",
    address: "门牌",
    address_hint: "比如 5栋2单元401",
    reason: "原因",
    until: "到哪天",
    add: "记下",
    none: "现在没有要两个人去的门。",
    lift: "去掉",
    lift_for: (address: string) => `去掉${address}`,
  },
} as const;

export type HandOverTexts = typeof chinese;

export const texts = inLanguages(chinese, english);
