import type { Rule } from "../rule.ts";

/** Locked up or tied (精神卫生法 第五条). Orange: must be reported up. Red: without water, food or an answer, or calling for help. */

const SHUT_IN =
  "(?:被|给|让|把|将).{0,10}(?:锁|关(?!系|心|怀|注|照)|拴|绑|捆|囚禁|圈)(?:着|在|到|进|起|住|了|屋|家|柴|猪|铁|厕|房|床|树|笼|$| )|(?:锁|关|拴|绑|捆|囚)(?:着|在|到|进|住)(?:屋|家|房|笼|柴|猪|牛|羊|厕|阁|地下|床|树|铁|柱|院|杂物|小黑|里|楼|后)|(?:锁|关|拴|绑)(?:着|住|了)?(?:他|她|老人|儿子|女儿|孩子|娃|弟|哥|妹|病人|患者|傻|妈|爸|媳妇|老婆|人)|(?:铁链|锁链|链子|铁笼|笼子|绳子?|布条|手铐).{0,6}(?:锁|拴|绑|捆|关|套|着)|(?:锁|拴|绑|捆|上)(?:着|了|上)?.{0,4}(?:铁链|锁链|链子|铁笼|笼子|手铐)|(?:门|房).{0,6}(?:外面|外头|从外).{0,4}(?:锁|插|闩|钉)|(?:外面|外头|从外).{0,3}(?:加|上|挂)?(?:了)?(?:锁|闩)|锁(?:他|她|家里|屋里|柴房|猪圈|铁笼)|关(?:柴房|猪圈|铁笼|笼子|厕所里|地下室|屋里)|反锁(?:在|屋|家)|非法拘禁|软禁|囚禁";
const NOT_A_PERSON =
  "(?:把|将)?(?:自己|我|门|车|狗|猫|鸡|牛|羊|手机|钥匙|柜|窗|煤气|阀|水|电|灯|箱|店|铁门|仓库|自行车|电动车|账号|卡).{0,3}(?:锁|关|拴|绑)|锁门|开锁|门锁|换锁|密码锁|绑定|绑卡|捆(?:纸|柴|菜|草|绑销)|关(?:门时间|机|停|店)|锁(?:外面|门外|定|屏|车)|电梯|(?:把|将).{0,4}(?:车|狗|猫|鸡|钥匙|手机).{0,4}(?:锁|关|拴)|几点";

export const CONFINEMENT: readonly Rule[] = [
  {
    id: "confinement.in_danger",
    level: "red",
    kind: "confinement",
    all: [SHUT_IN, "{deprived}"],
    unless: NOT_A_PERSON,
    unless_anywhere: "按时送饭|有饭有水|猪圈改造|讲座|法律怎么|拘禁罪|医生.{0,4}(?:反锁|关)",
    despite: ["asked", "feared", "negated"],
    example: "她被锁柴房三天了 没送水 里面没声了",
    counterexample: "他爸出工就把他锁屋里 有饭有水 怕他乱跑",
  },
  {
    id: "confinement.calls_out",
    level: "red",
    kind: "confinement",
    all: ["(?:喊|叫|哭|求).{0,4}(?:放(?:我|他|她)出|救我|开门放)|放我出(?:去|来)"],
    unless: "电梯|游戏|闹|猫|狗|鸟|疫情",
    unless_anywhere: "电梯|密室",
    despite: ["asked", "feared"],
    example: "从门缝听到有人喊放我出去 好几天没吃了",
    counterexample: "电梯里有人喊放我出去 物业到了",
  },
  {
    id: "confinement.shut_in",
    level: "orange",
    kind: "confinement",
    all: [SHUT_IN],
    unless: NOT_A_PERSON,
    unless_anywhere: "法律怎么说|讲座|拘禁罪|钥匙忘|开锁|锁外面|忘带钥匙|宠物|密室|电梯|捆绑销售|课",
    despite: ["feared", "past"],
    example: "精神病儿子被关在铁笼子里 按时送饭",
    counterexample: "钥匙忘家里了 把自己锁外面了",
  },
];
