import type { Reading } from "./rule.ts";
import type { CrisisKind } from "./verdict.ts";

/**
 * What the words around a sign say about it: whether it happened, when, to whom, or only in a story, a drill or a question.
 * Read per clause, so that one settled or negated clause does not silence the next.
 */
export interface Clause {
  start: number;
  end: number;
  past: boolean;
  story: boolean;
  /** A small thing is cursed in big words: 这政策绕得我脑壳爆炸. */
  trifle: boolean;
  /** The danger is a subject of work, not an event: 防溺水巡逻排班. */
  topic: boolean;
  /** Something here is now and near: 现在, 刚, 今晚, 隔壁, 三栋. */
  present: boolean;
  /** Right now and right here: 正在, 手里拿着. */
  near: boolean;
}

export interface Context {
  clauses: Clause[];
  drill: boolean;
  asked: boolean;
  legal: boolean;
  joke: boolean;
  /** A long text in the language of notices or reports, not of somebody at a door. */
  notice: boolean;
  /** End of the last clause that says the person was found, the event is over, the person is well; -1 for none. */
  settled: { found: number; over: number; well: number };
  plain: string;
}

const PRESENT =
  /现在|这会|此刻|正在|正(?=打|砍|追|闹|烧|哭|站|往|要)|刚(?!毅|强|好|需)|今(?:天|早|晚|日|儿)|昨(?:天|晚|夜|儿)|马上|眼下|眼看|突然|忽然|还在|又(?=在|要|开始|说|打|闹|犯|砸|骂|翻|去|是|买|想|不)|最近|这(?:两|几|阵|段)天?|快来|快点|救命|快救|上(?:周|礼拜|星期)|前天|目前|隔壁|楼上|楼下|我(?:家|们楼|们这|在|刚|正)|\d+(?:栋|楼|号|室|单元)|[一二三四五六七八九十]{1,4}(?:栋|楼|单元)|明天|今后|等下|待会/;
const NEAR =
  /现在|这会|此刻|正在|刚(?:才|刚|打|发|接|说|看|听|到|买|吃|喝|跳|割|被)|今(?:早|晚)|马上|眼看|突然|还在|快来|救命|快救|我(?:在|刚|正)|手(?:里|上)(?:有|拿|还)|拿着|门口/;
const PAST =
  /(?:大?前年|去年)(?!底?(?:就|开始|起|以来))|[0-9一二两三四五六七八九十几多好]{1,4}年(?:以)?前|早(?:些)?年|当年|那(?:一)?年|年轻(?:时|的时候|那会)|小时候|小的时候|以前|从前|曾经|曾(?=有|因|被|经|割|自|跳|喝|走|打|住|患)|(?<!死|走|来|临|睡|出门)之前(?!说好)|上(?:回|次)(?!的?事)|那(?:次|回|时候?|会儿?|阵)|前几年|头几年|有一年|既往|病史|[0-9一二两三四五六七八九十几]{1,4}年了|(?:19|20)\d\d年|过去(?:曾|那|几年|有)|上(?:半年|个世纪)|十几年|高中那时|上学那会|中过风|摔过|住过院/;
const RESUMED = /现在|今(?:天|晚|早)|刚|又|突然|正在|最近|这(?:次|回|几天)/;
const STORY =
  /(?:新闻|报纸|报道|电视剧?|电影|小说|评书|相声|小品|京剧|川剧|粤剧|越剧|动画片|动漫|漫画|广播|课文|连续剧|短剧|剧本|故事|纪录片|传说|历史上|说书)(?:里|中|上)?(?:说|讲|演|写|播|放|报|的是|有个|有段|那段|那个|情节|主角|看到|听到|里)|听(?:相声|戏|评书|故事)|(?:谍战|战争|枪战|警匪|动作|爱情|古装|灾难|科幻|悬疑|僵尸|功夫)片|(?:书|戏|片子?|歌|游戏|剧)(?:里|中|上)(?:说|讲|演|写|的|有|唱|那)|(?:电视剧|连续剧|网剧|话剧|舞台剧|国产片|警匪片|恐怖片|鬼片|武侠|宫斗)|(?:那|这|个|部|追的?|看的|新|老)剧(?!烈|毒|痛|院|本杀|组)|演得|演的|扮演|拍戏|剧组|主演|男主|女主|反派|梦(?:见|到|里)|做(?:了)?(?:个|一个)?(?:噩|恶)?梦|据[^ ]{0,8}(?:报道|通报|悉|新华|媒体)|新华社|本报|外(?:省|国)|别的(?:省|市|地方|县)|隔壁(?:省|县|市)|外地(?:的事|有|发生|[^ ]{0,8}(?:起火|火灾|爆炸|坍塌|出事))|转发一?[条下个]|(?:转发|扩散)(?:提醒|周知|一下|大家)|某(?:地|市|县|省)|转(?:个|发|一下)(?:提醒|通知|新闻|视频)|别转|谣言|网传|网上(?:说|传|看到|有个)|视频是|视频里的?(?:外|假|演)|听(?:人)?讲古|唱的是|一出戏|歌词|诈骗(?:电话|短信|分子)?[^ ]{0,2}(?:说|称|讲)|读后感|观后感|(?:看|刷)(?:到|了|过)?(?:一?[个条段])?(?:短视频|小视频|抖音|快手|热搜|公众号)|段子|案例|放电影|历史剧|水浒|三国|红楼|西游|武松|宋江|林黛玉|抗战|抗日|抗美援朝|鬼子|旧社会|解放前|清朝|民国|闹饥荒|饥荒那|县志|族谱|老片子|那[段集](?=$| )|(?:邻|外|别的)(?:市|县|城市?)的|窦娥|白毛女|狼人/;
const TRIFLE =
  /[这那][^ ]{0,3}[破烂鬼臭][^ ]{0,2}(?:机|系统|电脑|表|天|路|手机|网|车|政策|题|班|会|软件|平台|app|楼梯|电梯|空调|活|群)|(?:政策|怼|催|表|系统|打印机|电脑|价|会议?|领导|作业|考核|检查|快递|客|材料|菜|饭|题|课|班|太阳|(?<![昨今前那明整每半后当一二两三四五六七八九十几])天|楼梯|路|队|车|网|群|台账|报告|文件|流程|数据|广场舞|蚊子|装修|任务|工作|活)[^ ]{0,8}(?<![找看见遇碰伤撞砸烫烧轧压刮咬打刺踢踩摔跌砍抽揍][不没]?)(?:得|到)(?:我|人|脑|头|腿|腰|眼|命|快|要|想|见|都|吐|哭|没|断|爆|炸|肺|原地)|(?:讲|还|砍|杀|讨|斩)价|(?:踹|砸|打|摔|捏|掐|弄|踢|拆)死?了?(?:它|这(?:台|个)|那(?:台|个))|(?:脑壳|脑袋|脑瓜|头|肺|心态|人)(?:都|要|快|直接|当场)*(?:爆炸|炸|裂|崩)|原地(?:爆炸|去世|升天)|当场(?:去世|石化)/;
/** Said afterwards of everything before: 那是以前的事, 她说的是小说情节. */
const ALL_PAST = /那(?:都)?是(?:以前|过去|早先|小时候)|(?:以前|多年前|年前|小时候|上辈子|老早)的(?:老)?(?:事|黄历)/;
const ALL_STORY =
  /是(?:邻|外|别的)(?:省|市|县|区|城市|地方|小区)的|(?:说|讲|是|看)的?是?[^ ]{0,4}(?:小说|电影|电视剧?|剧|游戏|梦|故事|戏)(?:里|情节|的|$)|情节|剧情/;
const TOPIC =
  /案(?:件|例|情|的)|法(?:治|律|规|条|制)|条例|(?<!下|上|补|放|听|停|选|网)课(?!间|后|本)|讲座|知识|宣传|规定|制度|预案|通知|方案|补贴|津贴|手册|量表|标语|热线|罪名|犯罪|定罪|处罚|责任|赔偿|起诉|保险|登记|销户|新闻|节目|问卷|这题|那栏|疾控|救助站|鉴定|指标|流程|统计|步骤|ppt|警示|作文|题目|工伤|案底|辟谣|假的|隐患|排班|巡逻|比赛|排查/;
/** A case of law is asked about, not reported: 打伤别人要承担责任吗. */
const LAW_CASE =
  /责任|赔偿|起诉|违法|合法|犯法|犯罪|构成|判刑|判(?:几|多少|死|什么)|法院|质押|抵押|合同|债务|索赔|(?:可以|能否|能不能)(?:要求|起诉|主张)|当事人|受害人|被抓吗|坐牢吗|赔(?:吗|不|多少)|算工伤|拘留几|找哪(?:里|儿)?投诉|一定要报|影响[^ ]{0,4}吗|告(?:他|她)(?:吗|什么)/;
const DRILL =
  /小品|演员|演练|演习|彩排|排练|脚本|模拟(?!.{0,3}机)|假人|桌面推演|培训|讲座|宣讲|授课|课件|示范|演示|情景剧|急救课|宣教|预案|知识竞赛|考试|考题|答题|答案|试题|练习|标语|横幅|展板|海报|宣传(?:栏|单|册|页|片|画|语|日|周|月|活动|材料|资料)?|公开课|沙龙|主题活动|观影|手工课/;
const REAL = /真的|真(?:有人|晕|倒|出事|打|着|砍)|不是(?:演|练)|突然|假戏真/;
const ASK =
  /怎么(?!摇|叫|喊|拉|劝(?:也|都)|都|也|还不|办(?=$| )|回事|了)|如何|咋(?!办)|哪(?:里|儿|个|条|份|些|几|家|栏|一栏|天|种)|在哪|什么(?!都|也)|啥(?!都|也)|多少|几(?:点|号|岁|级|个月|天内|份|次|年)|能不能|可不可以|可以(?:吗|不|把|要求)|是不是|是否|要不要|该不该|有没有(?:资料|课件|模板|范本|样本|用|限制|规定|补贴|关系|资格)|算不算|合不合|行不行|吗(?=$| )|呢(?=$| )|么(?=$| )|(?:要|该)[^ ]{0,8}(?:填|写|报|带|办|归|找)[^ ]{0,4}(?:哪|什么|谁|啥)|谁(?:开|管|负责|来|审|批|写|填|讲|做|扫|接|教|去|出)|何(?:处|时|种)|需要[^ ]{0,6}(?:什么|哪)|收费|免费|[^ ]有用|帮(?:我|忙)(?:查|更新|写|改|做|整理|看下|看看|打印|拟|找|润色|问|统计|填|借)|给我(?:一份|个)|查(?:一下|下|询)|发(?:我|下|一份)|学习|想学|请问|咨询|了解一下|提醒我|区别|定义|意思/;
const LEGAL =
  /法律|法规|条例|规定|办法|哪条|第[0-9一二三四五六七八九十百]{1,4}条|违法|犯法|合法|犯罪|构成|判(?:刑|几|多|什么|死|决|定|处|罚)|量刑|缓刑|从轻|处罚|罚(?:多少|款)|起诉|诉讼|告(?:他|她|谁)|法院|责任|赔偿|赔(?:钱|多少|吗)|索赔|承担|继承|遗产|离婚|抚养|监护权|合同|保险|补贴|补助|救助金|低保|证明|材料|申请|政策|文件|文号|通知|标准|流程|程序|手续|表格|报表|台账|系统里|平台|登记|资料|课件|规范|笔记|回访|预警信号|填(?:表|哪|写|报)|栏|数据|统计|汇总|想学|学学|学一下|模板|范文|条款|告诫书|保护令|强制报告|报告制度|鉴定|认定|评定|等级|级别|评估|危险性|分级|随访|办理|手环|报销|医保|慢特病|残疾证|工伤|抚恤|殡葬|培训|讲座|课|预防|热线|宣传|学习|知识|定义|快递|限制|实名|许可|归谁|谁扫|哪个(?:部门|科)|挂号|门诊|名额|报名|回收|开(?:门|业|放)|营业|价格|多少钱|收费/;
/** Nobody in particular: what one does when it happens to somebody. */
const GENERIC =
  /遇到|碰到|碰上|如果|假如|万一|发现(?:有人|居民|老人|群众|对象)|对于|针对|面对|有人要[^ ]{0,6}怎么|的时候(?:该|要|应)/;
const JOKE =
  /当(?:成)?个?笑话|哈哈|嘻嘻|嘿嘿|呵呵(?!一笑)|开(?:个|的)?玩笑|闹着玩|说着玩|自己先笑|自己笑|一边说一边笑|笑着说|逗(?:你|我|大家)|hhh|233|哈$|\[(?:捂脸|偷笑|笑哭|破涕为笑)\]/;
const JOKE_FACE = /[😂🤣😆😄😁😅😝😜🤪🐶]|\[(?:捂脸|偷笑|笑哭|破涕为笑|旺柴|狗头)\]/u;
const NOTICE =
  /应当|应急|各(?:级|部门|单位|社区|网格|街道|村)|按照|根据|依法|有关(?:部门|规定)|第[一二三四五六七八九十]{1,4}[条章款]|落实|排查|隐患|加强|防范|预案|处置|居民朋友|广大|温馨提示|科普|专家|提醒(?:您|大家|广大)|注意事项|如发现|发现[^ ]{0,10}(?:应|要|请)(?:立即|及时)|工作(?:方案|要求|机制|职责)|职责|保障|记者|报道|警方|通报|网友|新华社|据[^ ]{0,6}(?:悉|报道|介绍)|本报|来源|目击者|进一步调查|受害人|嫌疑人|犯罪嫌疑|当地/g;

/** It is over, by what it takes to be over: a lost person is found, a fire is out, a person is well again. */
const FOUND =
  /(?<!没|未|不|没能|没有|要|才能|法|去)找(?:到|着|回)(?:了|的|啦|人)|(?<!没|未|不|没有|要|会|再)回(?:来|家)(?:了|啦)(?!吗|没)|自己回|原来(?:是|在|躲|藏|跑去|去了)|接回|送回来|人平安|(?:电话)?打通了|联系上了|在(?:他|她)?(?:外孙|孙|女儿|女|儿子|亲戚|同学|朋友|邻居|派出所|医院|救助站|菜场|外婆|奶奶|姥姥|姑姑|舅舅)[^ ]{0,5}(?:家|里|吃|住|玩|所|院|站|场)|去(?:他|她)?[^ ]{0,5}(?:家|打工|上班|住院|旅游|外地|走亲戚)(?:了|吃|住|玩|里)/;
const OVER =
  /后来(?:发现|才知道)?是(?:条|只|头|误)|吃(?:了|颗|块)?糖(?:就)?好了|虚惊一场|(?:搞|弄|看|听|认|闻)错|误(?:会|报|传|认)|谣言|(?<!不|未|没)没(?:事|大碍)了|无大碍|(?:已经?|都|全|派出所|昨天)[^ ]{0,4}(?:处理|解决|结案|调解|化解|平息|扑灭|熄灭|排除|和好|制服|控制住)|火[^ ]{0,4}灭了|和好了|(?:警察|派出所|民警|公安|警车)[^ ]{0,4}(?:带|抓|拉)走|普通病房|退烧|脱险|出院[^ ]{0,3}[0-9一二两三四五六七八九十几半][^ ]{0,2}[月年]|签(?:了)?(?:字|协议)了|止住|捏住[^ ]{0,3}停|查过了|师傅[^ ]{0,4}(?:在修|来了|修好|打开)|想[开通]了|好在没|没事(?=$| )|分钟(?:就)?[^ ]{0,3}(?:打开|出来)|(?:救|放)出来了|抹点药|疮好了|[都全]上来了|没受伤|没伤(?:着|到|人)|已?报备|没打起来|关(?:好|掉)?(?:了)?阀|阀[^ ]{0,2}关/;
const WELL =
  /误(?:会|报|传)|谣言|搞错|(?<!不|没|未)(?:稳定?(?=$| |了|着|的)|好转|好多了|康复|痊愈|恢复(?!不|得不)|走出来了|开朗)|没再(?:犯|闹|发|打|提|说)|乐呵|硬朗|想[开通]了|笑成一团|知足|状态(?:挺|很|不错|好|稳|可以)|过得(?:好|不错|挺)|现在(?:人)?好好的|精神(?:头)?好|好着(?:呢|$)|复查正常|按时(?:吃药|服药|上班|打针)|(?:正常|都)上班|(?:今天|现在|已经)[^ ]{0,6}(?:遛弯|下楼|能走|吃(?:了)?[^ ]{0,2}碗|跳舞|干活|出门了)|没再|装了[^ ]{0,6}(?:断|阀|报警|扶手|锁)/;

const FEARED =
  /(?:怕|担心|防止|避免|以免|免得|省得|预防|防范|小心|当心|谨防|严防|以防|生怕)[^ ]{0,6}$|(?<![a-z])(?:avoid|prevent)_(?:a_)?$/;
const NEGATED =
  /(?:(?<!差点|忍不住|要不是|差一点)(?:没有?|不是|并非|未|从(?:来)?不|不会|不敢|不想|不肯|不可能|别|不要|不用|不许|没再|不再|不曾|无|不像|哪有|谁说|不至于|不存在|否认|排除|禁止|不准|不能))(?:是|真的?|去|再|想|要|过|人|说|讲|说要|曾经?|出现|发现|发生|听说|自己|看见|看到|闻到|任何|什么|有|在|敢|会|谁|被|他|她|再去|闹){0,3}$|(?<![忍差从来好要]|说得|看)不$|(?<![a-z])(?:not|never|didnt|doesnt|isnt|wasnt|wont|no)_(?:[a-z]+_){0,2}$/;
const DENIED =
  /^(?:了|过|的|人|事|情况|念头|想法|意思|迹象|这|那|倒|是|也|都|啥的|什么的|味|气){0,4}(?:没有|没得|没发生|不存在|排除|是假的|是误会|是谣言|倒没)(?:的事|这回事|过|发现|发生)?(?= |$|啦|啊|呀|的)|^(?:都|也)没(?:长|生|得|起|发)(?:过)?(?= |$)/;

/** The same in English; looked for only where there is English. */
const ENGLISH = {
  story:
    /(?<![a-z])(?:movie|film|novel|tv_(?:show|series)|in_the_(?:news|game|book|story)|video_game|dream(?:t|ed)?)(?![a-z])/,
  past: /(?<![a-z])(?:years_ago|last_year|used_to|as_a_child|back_in_(?:19|20))/,
  drill: /(?<![a-z])(?:drill|rehearsal|first_aid_course|training|held_a_talk)(?![a-z])/,
  joke: /(?<![a-z])(?:haha(?:ha)*|lol|just_kidding|joking)(?![a-z])/,
  ask: /(?<![a-z])(?:how_(?:do|can|should|to)|what_(?:is|are|should)|where_(?:is|are|can)|who_(?:is|should))_/,
};

/** Reads the whole message once. `text` has its idioms covered, `plain` has not; `raw` is what was typed. */
export function readContext(text: string, plain: string, raw: string): Context {
  const clauses: Clause[] = [];
  const in_english = /[a-z]_[a-z]/.test(plain);
  const tells = (words: RegExp, english: RegExp, part: string) =>
    words.test(part) || (in_english && english.test(part));
  let past = false;
  let story = false;
  let start = 0;
  for (const words of plain.split(" ")) {
    const end = start + words.length;
    const present = PRESENT.test(words);
    const near = NEAR.test(words);
    past = tells(PAST, ENGLISH.past, words)
      ? !RESUMED.test(words)
      : past && /^(?:后来|当时|结果|最后|被|那)/.test(words);
    story = tells(STORY, ENGLISH.story, words) || (story && !(present && near));
    clauses.push({
      start,
      end,
      past,
      story,
      present,
      near,
      trifle: TRIFLE.test(words),
      topic: !near && TOPIC.test(words),
    });
    start = end + 1;
  }
  tellBackwards(clauses, plain);
  if (LAW_CASE.test(plain) && ASK.test(plain) && !NEAR.test(plain)) for (const clause of clauses) clause.topic = true;
  if (ALL_PAST.test(plain)) for (const clause of clauses) clause.past = true;
  if (ALL_STORY.test(plain)) for (const clause of clauses) clause.story = true;
  const settled = {
    found: lastEnd(clauses, plain, FOUND),
    over: lastEnd(clauses, plain, OVER),
    well: lastEnd(clauses, plain, WELL),
  };
  const formal = new Set(plain.match(NOTICE)).size;
  const legal = LEGAL.test(plain);
  return {
    clauses,
    drill: tells(DRILL, ENGLISH.drill, plain) && !REAL.test(plain),
    asked: tells(ASK, ENGLISH.ask, plain) && (legal || GENERIC.test(plain)),
    legal,
    joke: tells(JOKE, ENGLISH.joke, plain) || JOKE_FACE.test(raw),
    notice: text.length > 120 && formal >= 4 && formal * 150 > Math.min(text.length, 1200),
    settled,
    plain,
  };
}

/** 把人砍死那段 小说里写得真吓人: the clause before a story is told by it, unless it is here and now. */
function tellBackwards(clauses: Clause[], plain: string): void {
  for (let i = clauses.length - 2; i >= 0; i--) {
    const clause = clauses[i]!;
    const next = clauses[i + 1]!;
    if (next.story && !clause.story && !clause.present && next.end - clause.start < 40) {
      clause.story = !/[他她我]|老[^ ]/.test(plain.slice(clause.start, clause.end));
    }
  }
}

function lastEnd(clauses: readonly Clause[], plain: string, words: RegExp): number {
  for (let i = clauses.length - 1; i >= 0; i--) {
    const clause = clauses[i]!;
    if (words.test(plain.slice(clause.start, clause.end))) return clause.end;
  }
  return -1;
}

/** What `text.slice(start, end)` is to be read as; empty when it tells of a danger now. */
export function readingsOf(context: Context, start: number, end: number, kind: CrisisKind): Reading[] {
  const { clauses, plain } = context;
  const readings: Reading[] = [];
  const clause = clauses.find((one) => start < one.end) ?? clauses.at(-1)!;
  const before = plain.slice(clause.start, start);
  const after = plain.slice(end, Math.min(end + 12, plain.length));
  if (NEGATED.test(before) || DENIED.test(after)) readings.push("negated");
  if (FEARED.test(before)) readings.push("feared");
  if (clause.past) readings.push("past");
  if (clause.trifle) readings.push("trifle");
  if (clause.topic) readings.push("topic");
  if (clause.story || context.notice) readings.push("story");
  if (context.drill && !clause.near) readings.push("drill");
  if (context.asked) readings.push("asked");
  if (context.joke) readings.push("joke");
  const { found, over, well } = context.settled;
  const end_of = kind === "suicide" ? well : kind === "missing" ? Math.max(found, over) : Math.max(over, well);
  if (end_of > start) readings.push("settled");
  return readings;
}
