/** Who knows when the documents do not. The first topic whose words occur in the question names the channel. */
interface Channel {
  words: RegExp;
  /** Completes 「这件事问…」. */
  ask: string;
}

const CHANNELS: readonly Channel[] = [
  {
    words:
      /(?:几|多少|半)(?:片|粒|颗|毫克|mg)|剂量|副作用|血药|(?:加|减|停|换)药|药.{0,6}(?:一起吃|能不能吃|怎么吃)|(?:利培酮|奥氮平|氯氮平|碳酸锂|丙戊酸|安定|安眠药)/i,
    ask: "开药的医生，或者社区卫生服务中心（乡镇卫生院）的精防医生；药量不能自己定",
  },
  { words: /长护|长期护理|医保|报销|慢病|慢性病|异地就医|生育保险/, ask: "区县医保部门的经办窗口" },
  { words: /工资|工伤|社保|养老金|退休|失业|仲裁|就业|工龄|裁员/, ask: "区县人力资源社会保障部门" },
  { words: /火化|殡葬|殡仪|骨灰|墓地|公墓|下葬|土葬/, ask: "区县民政部门管殡葬的窗口，或者殡仪馆" },
  { words: /公积金/, ask: "住房公积金管理中心" },
  { words: /户口|身份证|护照|[居暂]住证|驾照|上牌|港澳|出生证/, ask: "派出所的户籍窗口或者政务服务大厅" },
  { words: /公租|廉租|拆迁|危房|房产|过户|物业|漏水|宅基地/, ask: "街道、乡镇管房屋的窗口，或者打 12345" },
  { words: /离婚|遗嘱|官司|合同|押金|赔偿|网贷|坐牢|犯法|判/, ask: "司法所或者法律援助中心" },
  { words: /上学|入学|学校|划片|学籍|幼儿园/, ask: "区县教育局" },
  { words: /孤儿|留守|无人抚养|困境儿童|儿童|未成年|孩子|娃/, ask: "村（居）儿童主任，或者区县民政部门" },
  { words: /家暴|打老婆|妇女|保护令/, ask: "区县妇联；正在打人先打 110" },
  { words: /残疾|残联|轮椅|拐杖|辅具|助听|康复|护理补贴|两项补贴/, ask: "区县残联，或者街道、乡镇的残疾人窗口" },
  {
    words: /精神|精障|精康|患者|发病|服药|吃药|随访|危险等级|双相|抑郁/,
    ask: "社区卫生服务中心（乡镇卫生院）的精防医生",
  },
  { words: /低保|低宝|特困|五保|救助|困难户|临时救|慰问金/, ask: "街道、乡镇的社会救助窗口" },
  {
    words: /老人|老年|养老|高龄|助餐|食堂|饭堂|日间照料|能力评估|失能/,
    ask: "街道、乡镇管养老的窗口，或者区县民政部门",
  },
  { words: /补贴|补助|津贴|奖励金/, ask: "街道、乡镇的窗口，说清是哪一项补贴" },
];

const ANYONE = "街道、乡镇的便民服务窗口，或者打 12345";

/** Whom to ask about it, as the end of 「这件事问…」. */
export function channelFor(words: string): string {
  return CHANNELS.find((channel) => channel.words.test(words))?.ask ?? ANYONE;
}
