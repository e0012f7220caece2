import {
  anyOf,
  CHILD_WORDS,
  DESCRIPTIONS,
  HONORIFICS,
  KIN,
  OFFICE_PLACES,
  OFFICES,
  OUTSIDERS,
} from "./lexicon/kinship.ts";

/** Who a clause comes from: the worker, the person, family, an office, a third party, or nobody named. */
export type Voice = "worker" | "self" | "family" | "official" | "outsider";

export interface Teller {
  voice: Voice;
  /** The teller in the note's words: 邻居, 楼下小卖部老板. */
  words: string;
}

/** A piece of a note between pauses, cut once more after a verb of saying: what follows it is what the teller said. */
export interface Clause {
  start: number;
  end: number;
  text: string;
  /** Null: the worker's own account. */
  teller: Teller | null;
  /** 好像, 可能, 怀疑: somebody's guess. */
  hedged: boolean;
  /** True when the clause opens a new stretch between pauses, false when it follows a verb of saying. */
  opens: boolean;
}

const PAUSE = /[\s，。；！？、,;!?…：:\n]+|(?<!\d)\.|\.(?!\d)/g;
const SAYING =
  /(?:(?<![肯愿想敢])说是|听说|据说|反映说|反映|(?<!不让我?|别|不要|不能|莫|没|不想|怕|不敢)告诉(?:我说?)?|(?:都|在)传(?=[她他那说])|来电说?|报称|声称|传言[说讲]?|风言风语|议论|提了一嘴|嘀咕|念叨|嚷嚷着?|喊着|提到|讲到|透露|打电话来?说|(?<![小难再不没好别听胡按来没法肯愿么咋])说(?![话服法不出了来]|明(?![天早晚年日后儿])|好(?![像几多久些])|说|一声)|说(?=不(?:办|要|想|去|用|肯|吃|管|让|愿|敢|是|知|会|能|行))|(?<![不没别再乱])讲(?![座究着课过理]|不出|好(?![像几多久些]))|(?<=[佢她他伯婶婆公姐哥叔姨仔女友])话(?!费|题|多|少|不|说|都|也|很|里)|(?<![学请访反审])问(?!题|卷|过|了一?[圈声]))/;
const HEARSAY_VERB = /^(?:听说|据说|传言|风言)/;
const FORBIDDEN = /(?:别|莫|不要|不许|不准|不让|甭|千万不)(?:在|跟|和|同|对|给|往|到|出去)?[\p{Script=Han}]{0,4}$/u;
const HEDGES = /好像|可能|估计|怀疑|怕是|应该是|像是|大概|也许|说不定|恐怕|看样子|八成|疑似|不知是不是|感觉/;
const OWN_ACCOUNT =
  /见我|看我|看见我|拉着我|跟着我|^(?:但|可|不过|后来|结果|然后|现在)?(?:是)?(?:我|咱|俺|本人)|^(?:今天|今日|上午|下午|刚才|现场|[\p{Script=Han}]{0,6}[后天周早晚号日前一二三四五六末底月午]我(?![们家儿女妈爸老])|门口|窗户|屋里|屋内|家里|地上|桌上|床头|柜子上|身上|敲门|敲了|打电话|打了|进门|进屋|看到|看见|发现|闻到|留了|约了?|约好|说好|讲好|到了|走的时候|已|另外|第[一二三四五]|还有一[件个])/u;
const OWN_PRONOUN = /我|咱|俺/;
const ABOUT_ME = /(?:跟|同|和|对|向|给|与|找|拦住|拉住|叫住|喊住|碰到|遇到|拉着|求|让|请|托|喊|叫)(?:我们?|咱们?|俺)/g;

const OUTSIDER = new RegExp(`(?:${OUTSIDERS})$`);
const OUTSIDER_AHEAD = new RegExp(
  `^[\\p{Script=Han}]{0,6}?(?:${OUTSIDERS})(?:的?[\\p{Script=Han}]{0,3}(?:${OUTSIDERS}))*`,
  "u",
);
const OFFICIAL = new RegExp(
  `(?:${OFFICES}|(?:${OFFICE_PLACES})(?=急着|那边|的人|上|里|$)|老师|医院|学校|厂里|单位|公司|药店|药房|师傅)`,
);
const FAMILY = new RegExp(`[他她佢]?(?:${anyOf(KIN)}|${anyOf(CHILD_WORDS)}|家里人?|两口子)`);
const PERSON = new RegExp(`(?:他们?|她们?|佢哋?|本人|自己|${anyOf(HONORIFICS)}|${anyOf(DESCRIPTIONS)})`);
const DEPARTED = /走了|没了|去世|过世|不在了|病故/;
/** Circumstances before the speaker: 等她男人出去才说. */
const CIRCUMSTANCE =
  /^(?:等|趁|当着?|背着)[\p{Script=Han}]{1,8}?(?:出去|走了?|不在|离开|出门|回房|走开)(?:以?后|才|了|就|她|他)*/u;
/** 让我别跟邻居说: who is spoken to does not speak. */
const ADDRESSEE = /(?:跟|同|和|对(?![门面过])|向)[\p{Script=Han}]{1,5}$/u;
const TIME_AHEAD =
  /^(?:后来|结果|刚才|刚刚|今天|昨天|昨晚|前天|上午|下午|中午|早上|晚上|听|据|是|但|而且|然后|先|才|又|还|也|就|再|都|一直)+/;

/** Stretches between pauses with their offsets. */
export function splitAtPauses(text: string): { start: number; end: number; text: string }[] {
  const pieces: { start: number; end: number; text: string }[] = [];
  let from = 0;
  const push = (end: number) => {
    if (end > from) pieces.push({ start: from, end, text: text.slice(from, end) });
  };
  for (const pause of text.matchAll(PAUSE)) {
    push(pause.index);
    from = pause.index + pause[0].length;
  }
  push(text.length);
  return pieces;
}

/** Who speaks, judged from the words before a verb of saying; null when they name nobody. */
function voiceOf(before: string, isName: (words: string) => boolean): Teller | null {
  if (/^(?:听|据)$/.test(before)) return { voice: "outsider", words: before };
  const bare = before.replace(CIRCUMSTANCE, "").replace(ABOUT_ME, "").replace(ADDRESSEE, "");
  if (OWN_PRONOUN.test(bare)) return { voice: "worker", words: "我" };
  const words = bare.replace(TIME_AHEAD, "").replace(/(?:们)?(?:都|也|又|老|总|还|正)?在?$/u, "");
  if (words === "" || /^(?:电话|电话里|微信|打电话|来电)$/.test(words)) return null;
  if (/^(?:刚|今天|上午|下午|昨天)?听(?![他她佢我])[\p{Script=Han}]{1,8}的[\p{Script=Han}]{1,4}$/u.test(before))
    return { voice: "outsider", words };
  if (/^(?:对门|隔壁|隔篱|邻居)/.test(words)) return { voice: "outsider", words };
  if (isName(words)) return { voice: "self", words };
  if (/^(?:刚|今天|昨天)?听[\p{Script=Han}]*的(?:阿姨|大[姐妈爷叔]|人|老[头太伯]|老板|师傅)?$/u.test(bare))
    return { voice: "outsider", words };
  const relative = OPENS_WITH_FAMILY.exec(words);
  if (relative) return { voice: "family", words: relative[0] };
  if (TRADES.test(words) && !new RegExp(`^[他她佢]|(?:${OFFICES})$`).test(words)) return { voice: "outsider", words };
  const outsider = OUTSIDER_AHEAD.exec(words) ?? OUTSIDER.exec(words);
  if (outsider) return { voice: "outsider", words: outsider[0] };
  const official = OFFICIAL.exec(words);
  if (official) return { voice: "official", words: official[0] };
  const family = FAMILY.exec(words);
  if (family) return { voice: "family", words: family[0] };
  const person = PERSON.exec(words);
  return person ? { voice: "self", words: person[0] } : null;
}

const OPENS_WITH_FAMILY = new RegExp(
  `^(?:但|可|不过|现在|今天|昨天|昨晚|上午|下午)?[他她佢]?(?:[\\p{Script=Han}]{1,4}的)?(?:${anyOf(KIN)})`,
  "u",
);
/** Whoever goes about the neighbourhood for a living, told by the trade: 送水师傅, 邮递员, 早餐店的, 介绍她来的钟点工. */
const TRADES =
  /(?:送|卖|收|修|开|扫|看|摆|炸|种|捡|钓|跳|遛|打|装|抄|剃|理|补|磨|放|养|拉|跑|搞)[\p{Script=Han}]{1,4}(?:的|师傅|大姐|大哥|阿姨|小哥|老头|(?:的)?(?:几个|那几个|那帮|一帮|一群|那群)[\p{Script=Han}]{1,3})$|(?:同学|别的|其他|班上)[\p{Script=Han}]{0,2}家长$|^(?:有人|旁人|好心人|过路的?)|(?:邮递员|送餐员|抄表员|骑手|店员|收银员|服务员|营业员|售货员|护林员|清运工|钟点工|家政|月嫂|网约车|的哥|水电工|电工|摊主|摊贩|小贩|菜农|渔民|老乡|同村|熟人|路人|过路人|晨练的?|钓友|棋友|舞伴|病友|牌搭子|人家|外人|大伙儿?|网上|前楼|后楼|左邻右舍|四邻|(?:几个|一帮|一群|好些|不少)(?:人|老太太?|老头|大妈|阿姨)|(?:店|铺|摊|馆|吧|厅|屋|场|亭|堂|楼|站|点|车)(?:里|上)?的(?:人|阿姨|大姐|老板)?)$|^听(?![他她佢我])[\p{Script=Han}]{2,8}$/u;
/** 修自行车的老皮说夜里听见: named, but a witness. */
const TRADE_AND_NAME =
  /(?:卖|收|修|开|扫|看|摆|送|打|理|补|跳|遛)[\p{Script=Han}]{1,4}的[\p{Script=Han}]{2,3}(?:跟我|同我|和我)?$/u;
/** 说三单元一楼有个小孩…: of somebody else's home. */
const OF_ANOTHER_HOME = /^[^\s，。]{0,8}(?:[栋号室户楼]|单元|那家|那户|有个|有家)/u;
const WITNESSED = /^[\p{Script=Han}]{0,4}(?:看[见到]|听[见到]|见到|碰[见到]|撞见|发现|闻到)/u;
const tellsOfOthers = (said: string): boolean => WITNESSED.test(said) || OF_ANOTHER_HOME.test(said);
/** 一个小伙子开的门: who opens is who speaks next. */
const OPENS_DOOR = /([\p{Script=Han}]{2,6})(?:来)?(?:开的门|应的门|接的电话)$/u;
const OPENS_WITH_PERSON = /^(?:但|可|不过|现在|今天)?(?:他|她|佢|本人)/;

const CALLS = /^([\p{Script=Han}]+?)(?:打我电话|打(?:了)?个?电话(?:给我|来|找我)|来电话?|给我打(?:了)?个?电话)/u;

/** 我加了他微信 说明天再找他: whoever did something for somebody goes on to speak. */
function carriesOn(before: string, earlier: string): boolean {
  return (
    before === "" &&
    /(?:^|[\s，。])我(?:就|也|先|又)?(?:加|留|给|放|塞|拍|记|抱|贴|写|安慰|握|拉)[了着][^\s，。]{1,10}[\s，]+$/.test(
      earlier,
    )
  );
}

/** Who a stretch is about when it opens with somebody; kept until another opens. */
function subjectOf(text: string, isName: (words: string) => boolean): Teller | null {
  if (/^(?:我|咱)/.test(text)) return null;
  const caller = CALLS.exec(text);
  if (caller)
    return { voice: FAMILY.test(caller[1]!) ? "family" : "outsider", words: caller[1]!.replace(TIME_AHEAD, "") };
  const door = OPENS_DOOR.exec(text);
  if (door) return { voice: FAMILY.test(door[1]!) ? "family" : "self", words: door[1]! };
  const family = OPENS_WITH_FAMILY.exec(text);
  if (family && !isName(text.slice(0, 4)))
    return DEPARTED.test(text)
      ? null
      : { voice: "family", words: family[0].replace(/^(?:但|可|不过|现在|今天|昨天|昨晚|上午|下午)/, "") };
  if (OPENS_WITH_PERSON.test(text)) return { voice: "self", words: text.charAt(0) };
  return isName(text) ? { voice: "self", words: "本人" } : null;
}

/**
 * Cuts a folded note into clauses and says whose account each is. A teller's words go on over pauses until the worker's own
 * account or another speaker begins. `isName` tells whether some words hold a resident's name, so that 王阿姨说 is not hearsay.
 */
export function readClauses(text: string, isName: (words: string) => boolean = () => false): Clause[] {
  const clauses: Clause[] = [];
  let speaking: Teller | null = null;
  let subject: Teller | null = null;
  for (const piece of splitAtPauses(text)) {
    const found = SAYING.exec(piece.text);
    // 喊我莫在群里说: what must not be said is not said.
    const saying = found && FORBIDDEN.test(piece.text.slice(0, found.index)) ? null : found;
    const heard = saying !== null && HEARSAY_VERB.test(saying[0]);
    const push = (start: number, end: number, teller: Teller | null, opens: boolean) => {
      const words = text.slice(start, end);
      if (words) clauses.push({ start, end, text: words, teller, hedged: HEDGES.test(words), opens });
    };
    if (!saying) {
      if (OWN_ACCOUNT.test(piece.text)) speaking = null;
      else if (speaking?.voice === "worker" && /^(?:他|她|佢)/.test(piece.text)) speaking = null;
      else if (speaking && isName(piece.text.slice(0, 4))) speaking = null;
      subject = subjectOf(piece.text, isName) ?? subject;
      push(piece.start, piece.end, speaking, true);
      continue;
    }
    const before = piece.text.slice(0, saying.index);
    const seen = TRADE_AND_NAME.exec(before);
    const teller: Teller | null = heard
      ? { voice: "outsider", words: saying[0] }
      : seen && tellsOfOthers(text.slice(piece.start + saying.index + saying[0].length).trimStart())
        ? { voice: "outsider", words: seen[0] }
        : (voiceOf(before, isName) ??
          (carriesOn(before, text.slice(0, piece.start)) ? { voice: "worker", words: "我" } : subject));
    const cut = piece.start + saying.index + saying[0].length;
    if (cut - saying[0].length > piece.start) push(piece.start, cut - saying[0].length, null, true);
    speaking = teller;
    if (teller && !heard) subject = teller;
    if (cut < piece.end) push(cut, piece.end, teller, saying.index === 0);
  }
  return clauses;
}
