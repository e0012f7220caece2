import type { Flag } from "../../../../cases/visits/draft.ts";

/** The ways one flag shows in a clause. */
export interface FlagWords {
  flag: Flag;
  /** Any of these raises it. */
  when: readonly RegExp[];
  /** These call it off in the same clause. */
  not?: RegExp;
  /** The note must hold this somewhere: 隔天吃 is about medicine only where medicine is spoken of. */
  near?: RegExp;
  /** This anywhere in the note calls it off. */
  unless?: RegExp;
  /** 怕拖累孩子: fear is the sign itself, not a denial. */
  fearCounts?: boolean;
}

/** 打 that hits somebody, not 打电话, 打工, 打针. */
export const HIT =
  "(?:打(?!工|牌|胰岛|吊瓶|吊水|毛衣|农药|谷|米|气|扫|电|针|招呼|算|听|包|卡|印|麻|水|饭|开|车|了?[0-9一]|点|疫|盹|理|转|滑|湿|扰|呼|吊|球|游|鼾|零|地铺|鸡|豆|油|酒|交道|底|官司|报|折|给|个|不通|不到|得通|通|空|完|量|发|断|动|[^\\s]{0,4}(?:电话|招呼|主意))|揍|踹|踢(?!球)|扇(?=她|他|耳|巴|了|脸)|掐|拧(?!开|紧|煤|阀)|推倒|推搡|推她|推他|动手|动粗|抽耳光|抽她|抽他|家暴|虐待|揪头发|往墙上撞)";

export const PARTNER =
  "(?:老公|丈夫|她男人|男人|男朋友|前夫|对象|(?<!(?:隔壁|对门|楼上|楼下|同屋)(?:间|家|户|那个|的)?)男的|老婆|媳妇儿?)";

export const WEAPON =
  "(?:菜刀|水果刀|西瓜刀|杀猪刀|刀子|刀|斧头?|铁棍|棍子|木棍|棒子|砖头|砖|铁锤|榔头|锤子|剪刀|啤酒瓶|酒瓶子?|钢管|锄头|铁锹|扳手)";
