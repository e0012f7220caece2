/** Words that make somebody spoken of in passing a person of the visit, and words of visits without a person. */

/** An acute complaint, an injury, a gap in medicine, or being left alone: reason enough for a record. */
export const ACUTE =
  /心口[疼痛闷]|胸[口闷疼痛]|喘不上|冷汗|发麻|晕倒|昏|抽搐|吐血|发烧|高烧|哮喘|摔|跌|骨折|肿|青紫|伤|疤|流血|烂了|褥疮|卧床|躺床上|瘫|走丢|走失|(?<![看瞧听])不见了|没回家|不吃饭|三天没|没吃|饿|瘦|打他|打她|打骂|挨打|被打|寻死|不想活|喝农?药|跳楼|上吊|自杀|不要[他她](?=了|$|\s)|割腕|药[^\s]{0,4}没了|断药|停药|没药|没人管|没人照|一个人在家|自己在家|没去学校|不上学|辍学|发育|不会说话|说话晚|疫苗没打|没打(?:疫苗|预防针)|自闭|脑瘫|多动症|癫痫|痴呆|失智|噎|精神(?:残疾|分裂|[一二三四]级|病)|智力[一二三四残]|双相|又犯|犯病|发病/;

/** A child that does an adult's care. */
export const CARER = /端屎端尿|端水|喂饭|做饭|伺候|照顾|照料|擦身|翻身|洗衣|带弟弟|带妹妹/;

export const FACILITY_ONLY =
  /下水道|下水|路灯|电梯|护栏|井盖|垃圾|楼道灯|停水|停电|漏电|噪音|噪声|违停|乱停|占道|堵了|积水|路面|坑|广告牌|树枝|绿化|监控|充电桩|化粪池|消防栓|灭火器|消防通道|杂物|飞线|电瓶车|电动车|公厕|污水|返臭|墙皮|外墙|水管|爆管/;

export const MET_NOBODY = /敲|没人|没开|没应|没见|不在家|锁着|没遇|扑空|人走了|住户|租户|那家|老人|孩子|户/;
