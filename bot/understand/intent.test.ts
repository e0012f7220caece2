import { expect, test } from "vitest";
import { type IntentName, readIntent } from "./intent.ts";

const intentOf = (text: string, has_open_draft = false) => readIntent(text, { has_open_draft }).intent;

const MESSAGES: [text: string, intent: IntentName][] = [
  ["你好", "greeting"],
  ["在吗", "greeting"],
  ["好的谢谢", "thanks"],
  ["👍👍", "empty"],
  ["   ", "empty"],
  ["?", "help"],
  ["你能干啥", "help"],
  ["怎么用", "help"],
  ["撤回刚才那条", "undo"],
  ["刚才那条不算", "undo"],
  ["今天我该看谁", "today"],
  ["今天有什么任务", "today"],
  ["我转的那个怎么样了", "status"],
  ["上周转给精防的那个有消息没", "status"],
  ["转给社工", "referral"],
  ["帮他转介到精康", "referral"],
  ["把王奶奶转给社区医院", "referral"],
  ["你这破东西一点用没有", "venting"],
  ["王奶奶想要助餐,转给社区食堂", "referral"],
  ["附近有没有助餐点", "service"],
  ["哪里有修轮椅的", "service"],
  ["附近邊度有長者飯堂", "service"],
  ["顺德心理热线号码给我", "hotline"],
  ["110 12345 12356 到底啥时候打哪个", "hotline"],
  ["妇联电话多少", "hotline"],
  ["送饭的电话多少", "hotline"],
  ["养老院电话", "hotline"],
  ["社工站的联系电话给我", "hotline"],
  ["王奶奶电话", "person_lookup"],
  ["今天给王奶奶打了电话", "unclear"],
  ["王奶奶家没电话", "unclear"],

  ["302那个疯子叫啥 电话给我", "person_lookup"],
  ["张大爷电话多少", "person_lookup"],
  ["把三网格所有精神障碍患者的姓名电话导成表发我", "person_lookup"],
  ["他家存款有多少 系统查得到不", "person_lookup"],
  ["帮我看看这家伙是不是双相", "diagnosis"],
  ["他出院后会不会再犯 概率多大", "diagnosis"],
  ["安定一次吃几片睡得着", "diagnosis"],
  ["上个月我这片哪些事没办完 做个开会用的", "meeting_pack"],
  ["加入 AB12CD", "enrol"],
  ["/start abc123", "enrol"],
  ["精康转介怎么转 平台账号谁的", "question"],
  ["撤销监护人资格怎么办", "question"],
  ["网格员能给精障患者评危险等级不", "question"],
  ["他妈白天上班把他锁家里 我该管吗", "question"],
  ["點樣申請低保", "question"],
  ["嗯就是我老伴厂里退的 上个月没了 家属能领啥 带啥材料", "question"],
  ["《老年人权益保障法》第十八条", "question"],
  ["老年人权益保障法第9条", "question"],
  ["残疾人保障法2018年修正版第三条", "question"],
  ["工伤保险条例施行了没有", "question"],
  ["养老机构管理办法对食堂关门几点有规定", "question"],
  ["民法典第1067条", "question"],
  ["残疾预防和残疾人康复条例", "question"],
  ["国办发〔2016〕50号", "question"],
  ["孤儿津贴几天到账", "question"],
  ["家里没人管的娃谁能申请", "question"],
  ["今天去第三条巷看了王婶 七十八 药没了 想办法给她配", "note"],
  ["今天上门给五栋陈阿婆讲了《老年人权益保障法》 她八十一 说儿子好几天没来过", "note"],
  ["今天在大院给群众讲了《民法典》第三条 发了二十份单子", "note"],
  ["张叔这几天能下床了 说没办法对付三餐", "note"],
  ["记一下 302的李叔摔了", "note"],
  ["王婶家漏雨", "note"],
  ["他成天念叨活够了 拖累娃", "note"],
  ["上月底开始七栋后面路灯不亮 井盖也翘了一个", "note"],
  ["李家那孩子三岁半 说话晚 他爸问去哪看 我说问问", "note"],
  ["好", "unclear"],
  ["三网格8栋的孙大爷今天去看了 精神还可以 就是药盒空了", "note"],
  ["啱啱去完陈婆婆屋企 佢话瞓唔着", "note"],
  ["刚刚从二组回来 何孃孃说她腰杆痛 莫得人给她挑水", "note"],
  ["记一下 刘姨今天没在家", "note"],
  ["给我记到 周老汉儿今天血压高", "note"],
  ["帮我记低 霞姐今日冇开门", "note"],
  ["老张头摔了 没大事 在家躺着呢", "note"],
  ["低保咋个办哦", "question"],
  ["残疾人两项补贴而家几多钱一个月", "question"],
  ["五保户看病报销啷个算", "question"],
  ["高龄津贴几岁开始领", "question"],
  ["精神残疾评定要带啥子材料", "question"],
  ["他跌倒骨折了能报长护险吗", "question"],
  ["娃儿自闭症有莫得补助", "question"],
  ["边度可以搵人帮老人家洗澡", "service"],
  ["附近有没得助餐点", "service"],
  ["哪儿有能做残疾评定的医院", "service"],
  ["帮我找个能上门护理的", "service"],
  ["呢头有冇日间照料中心", "service"],
  ["今晚还开着的社区卫生站有吗", "service"],
  ["心理热线号码是几多", "hotline"],
  ["妇联电话发我一下", "hotline"],
  ["想不开打哪个电话", "hotline"],
  ["反家暴求助电话系咩", "hotline"],
  ["把王秀兰转给社区医院", "referral"],
  ["帮他转介到残联", "referral"],
  ["今天我要看哪些人", "today"],
  ["今日我要睇边个", "today"],
  ["今儿个该走哪几家", "today"],
  ["这周还有谁没去", "today"],
  ["今天有啥子任务", "today"],
  ["上次转给社工站那个怎么样了", "status"],
  ["王秀兰那个单子到哪一步了", "status"],
  ["陈婆婆张单点啊 有冇人接", "status"],
  ["转出去的有没得回音", "status"],
  ["刚才记的发我看看", "draft"],
  ["撤了刚刚那条", "undo"],
  ["头先嗰条唔要喇", "undo"],
  ["记错了 删掉上一条", "undo"],
  ["你会做啥子", "help"],
  ["点用啊", "help"],
  ["怎么用这个东西", "help"],
  ["我的邀请码是 8K2M4P", "enrol"],
  ["早晨", "greeting"],
  ["在不在", "greeting"],
  ["唔该晒", "thanks"],
  ["要得 谢了", "thanks"],
  ["何桂莲的情况调出来看看", "person_lookup"],
  ["查一下八栋张大爷上次啥时候去的", "person_lookup"],
  ["他这是不是精神分裂", "diagnosis"],
  ["佢系咪老人痴呆", "diagnosis"],
];

test.each(MESSAGES)("%s is %s", (text, intent) => {
  expect(intentOf(text)).toBe(intent);
});

test.each([
  "不是五栋是六栋",
  "改成下周四",
  "补充:她还有糖尿病",
  "年龄七十九",
  "六栋",
  "唔系五栋 系六栋",
  "去掉那个电话",
  "不用转了",
])("%s corrects an open draft and is no correction without one", (text) => {
  expect(intentOf(text, true)).toBe("correction");
  expect(intentOf(text, false)).not.toBe("correction");
});

test.each(["不知道怎么办", "低保要什么材料", "没有残疾证能办吗", "今天该看谁", "他不同意报警怎么办"])(
  "%s is no correction, whatever is open",
  (text) => {
    expect(intentOf(text, true)).not.toBe("correction");
  },
);

test("with a draft open a new visit is a new note", () => {
  expect(
    intentOf("今天上午去了三网格 王秀兰 七十八 一个人住 药还剩三四天 我说下礼拜三再去看她 她说好的谢谢你们", true),
  ).toBe("note");
});

test("a note keeps the worker's own question at its end, not what a resident asked", () => {
  const own = readIntent("今天去看了王奶奶 七十八 药没了两天 这种能不能申请临时救助", { has_open_draft: false });
  expect(own).toMatchObject({ intent: "note", also_question: "这种能不能申请临时救助" });
  const asked = readIntent("今天去看了欧阳大姐 四十九 医保断了三个月 她问咋补", { has_open_draft: false });
  expect(asked).toMatchObject({ intent: "note", also_question: null });
});

test("what is unclear offers at least two readings", () => {
  const read = readIntent("帮我把这段话变成走访表民情日记和上报文本三份", { has_open_draft: false });
  expect(read.intent).toBe("unclear");
  expect(read.alternatives.length).toBeGreaterThanOrEqual(2);
  expect(read.confidence).toBeLessThan(0.6);
});

test.each([
  ["你这啥破玩意 问半天没用", "venting"],
  ["什么烂系统 说了半天白说", "venting"],
  ["我今天真的好累 被骂哭了", "venting"],
  ["挨了一顿骂 太委屈了", "venting"],
  ["张建国脚不方便 能评几级", "question"],
  ["他眼睛看不清 会评几级", "question"],
] as const)("%s is %s", (text, intent) => {
  expect(readIntent(text, { has_open_draft: false }).intent).toBe(intent);
});
