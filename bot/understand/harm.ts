import type { Flag, Span } from "../../cases/visits/draft.ts";
import { assertedIn } from "./assertion.ts";
import type { Clause } from "./clauses.ts";
import type { Raise } from "./flags.ts";
import { PARTNER_NEARBY } from "./lexicon/flags/danger.ts";
import { KEPT_FOR_THEM, TAKEN } from "./lexicon/flags/pairs.ts";
import * as patterns from "./lexicon/flags/patterns.ts";
import { anyOf, KIN } from "./lexicon/kinship.ts";
import { CARER } from "./lexicon/risk-words.ts";
import type { People } from "./people.ts";

const CHILD =
  /娃|孩|女童|男童|学生|小朋友|细路|外孙|孙子|孙女|女生|男生|初[一二三]|妞|[一二三四五六]年级|幼儿园|托管班/;
const OLD = /婆(?!家|媳)|奶奶|爷|老人|老太|老头|老伯|阿公|老娘|老爹/;
const DISABLED = /聋哑|残疾|瘫|卧床/;
const PRESENT_CHILD = /娃|崽|孩子|小孩|儿子|女儿|闺女|孙子|孙女|上学的|小学|初中|幼儿园|婴儿/;
const ADULT_CHILD =
  /(?:孩子|娃|儿女|子女)们?都?(?:在外|不在|成家|大了|工作|上班|打工)|(?:儿子|女儿|闺女|孙子|孙女)(?:在|打工|上班|出去|来|回|说|那边|跑|住)/;
/** A child that looks after a grown-up: 天天给瘫的奶奶换尿布, 放学回来伺候爸爸. */
const TENDS_KIN = new RegExp(
  `(?:给|帮|替|喂|扶|背|推|照顾|照料|伺候|服侍|看护)(?!我)[^\\s]{0,5}(?:${anyOf(KIN)})[^\\s]{0,4}(?:换|喂|洗|擦|翻|做饭|端|倒|穿|打针|买药|吃药|上厕所|$)|(?:照顾|照料|伺候|服侍)[^\\s]{0,5}(?:爸|妈|爷|奶|外公|外婆|弟|妹)`,
);
/** Embraced or kissed by somebody who has no business to, told of a minor or of limited capacity. */
const TOUCHED = /(?:搂|抱|亲|蹭|压)(?:着|了|过|住)?(?:她|我)(?!上车|下楼|去|到|回|起来|睡)/;
const RESTRAINED =
  /绑|捆|拴|铁?链|铐|笼|柴房|猪|牛|羊圈|鸡|阁楼|地窖|地下室|杂物|仓库|车库|棚|阳台|后屋|不给|一顿|饿|勒|肿|青紫|指甲印/;
/** A small child put where it may fall, or that somebody means to do away with. */
const INFANT_AT_RISK =
  /把(?:孩子|娃儿?|宝宝|婴儿|小孩|毛毛)[^\s]{0,4}(?:放|搁|举|抱|悬)[^\s]{0,4}(?:窗台|窗外|窗口|阳台外|栏杆|楼顶|天台)|(?:想|要)(?:把)?(?:孩子|娃儿?|宝宝|婴儿|小孩)?(?:掐死|捂死|闷死|摔死|扔下楼|扔掉|扔了)(?:孩子|娃|宝宝|婴儿|[他她])?(?<=(?:孩子|娃|宝|婴儿).{0,6})/;
/** A minor with a grown man: 跟一个二十多岁的男的在一起. */
const WITH_A_GROWN_MAN =
  /(?:跟|和|同|与)[^\s]{0,6}(?:[二三四五六]十[^\s]{0,4}|成年|社会上|已婚|网上认识)[^\s]{0,4}(?:男的|男人|男子|老板|混混|青年|网友)[^\s]{0,4}(?:在一起|好上|谈|住|过夜|混|同居|出去|走)/;

/** Children who are somewhere else: 俩娃都在乡下, 带娃回娘家. */
const CHILD_AWAY =
  /(?:娃|孩子|女儿|儿子|闺女|小的)们?(?:都)?(?:在(?:乡下|老家|外婆|奶奶|姥姥|学校|外地|城里)|住校|寄宿|放在|送(?:到|回|去)|跟(?:着)?(?:爷爷|奶奶|外婆|外公|婆婆))|带[着了]?(?:俩|两个|大|小)?(?:娃|孩子|女儿|儿子)(?:们)?(?:回|走了|搬)/;
const ANY_KIN = new RegExp(anyOf(KIN));

/** Who may be harmed in a note: decides whether an injury is suspicious and whether it must be reported. */
interface Dependents {
  minor: boolean;
  elder: boolean;
  limited: boolean;
  child: boolean;
  disabled: boolean;
  alone: boolean;
}

function dependentsOf(text: string, people: People): Dependents {
  const ages = people.persons.flatMap((p) => (p.age ? [p.age.value] : []));
  return {
    minor: ages.some((age) => age.from < 18),
    elder: ages.some((age) => age.from >= 60) || OLD.test(text),
    limited: patterns.LIMITED_CAPACITY.test(text),
    child: CHILD.test(text),
    disabled: DISABLED.test(text),
    alone: patterns.LIVES_ALONE.test(text),
  };
}

/**
 * Raises suspected_harm, mandatory_report and minor_involved. An adult beaten by a partner is domestic_violence alone; harm to a
 * minor or to somebody of limited capacity must be reported; a child beside violence, or that carries an adult's care, is involved.
 */
export function addHarm(text: string, people: People, found: Map<Flag, Span>, raise: Raise): void {
  const who = dependentsOf(text, people);
  if (!found.has("domestic_violence") && !who.minor && !who.limited)
    raise("domestic_violence", bruisedByPartner(people));
  const byPartner = found.has("domestic_violence") && PARTNER_NEARBY.test(text);
  for (const [index, clause] of people.clauses.entries()) {
    if (clause.teller?.voice === "worker") continue;
    const harm = harmIn(clause, index, people, who, byPartner);
    if (harm) {
      raise("suspected_harm", harm);
      const sexual = assertedIn(clause, patterns.SEXUAL) !== null;
      if (who.minor || who.limited || CHILD.test(sexual || onlyPupil(text, people) ? text : clause.text))
        raise("mandatory_report", harm);
    }
    if ((CHILD.test(clause.text) || young(people)) && !adultsOnly(people))
      raise(
        "mandatory_report",
        assertedIn(clause, patterns.LEFT_ALONE, /下水|路灯|没人管理|吃药|作业|学习|功课|成绩|垃圾|卫生/),
      );
    if (/弃婴|扔下孩子/.test(clause.text) || (/没有?大人/.test(clause.text) && who.child))
      raise("mandatory_report", { start: clause.start, end: clause.end });
    const pregnant = assertedIn(clause, patterns.PREGNANT, /没怀|想怀|备孕|媳妇|老婆|产检|建档|孕妇/);
    if (pregnant && (who.minor || who.limited || patterns.SCHOOL_AGE.test(text))) {
      raise("suspected_harm", pregnant);
      raise("mandatory_report", pregnant);
    }
  }
  const locked = found.get("confinement") ?? null;
  // An old person locked in while the family is at work is confined; bound or put in a shed they are harmed.
  if (who.limited || who.minor || who.disabled || (who.elder && RESTRAINED.test(text))) raise("suspected_harm", locked);
  if (who.limited || who.minor) raise("mandatory_report", locked);
  if (who.limited || who.minor) raise("weak_guardian", weakGuardian(people, who));
  else if (patterns.RAISES_GRANDCHILDREN.test(text) && patterns.CHILDREN_GONE.test(text))
    for (const clause of people.clauses) raise("weak_guardian", assertedIn(clause, patterns.INFIRM));
  if (!found.has("mandatory_report")) addMinor(text, people, found, raise);
}

/**
 * Who should look after a child or somebody of limited capacity, and cannot: parents away and the grandparents infirm, or the one
 * who cared taken ill or gone and the person left alone.
 */
function weakGuardian(people: People, who: Dependents): Span | null {
  const text = people.clauses.map((c) => c.text).join(" ");
  for (const clause of people.clauses) {
    const infirm = patterns.GUARDIAN_INFIRM.exec(clause.text);
    if (!infirm) continue;
    const left = who.minor && !who.limited ? patterns.PARENTS_AWAY.test(text) : patterns.LEFT_WITHOUT.test(text);
    if (left) return { start: clause.start + infirm.index, end: clause.start + infirm.index + infirm[0].length };
  }
  return null;
}

const BRUISED =
  /(?:脸|眼角?|眼眶|眼睛|嘴角|脖子|手腕|胳膊|耳朵|背|腿|额头|颧骨)[^\s]{0,8}(?:青|紫|乌|淤|红印|勒痕|掐痕|指印|巴掌印|手印|破了|肿)|(?:青|紫|红)(?:了)?一[块圈道]|熊猫眼|自己[^\s]{0,2}(?:撞|磕|碰)[^\s]{0,3}(?:柜|门|桌|墙|床)/;
const BY_PARTNER =
  /(?:老公|男人|丈夫|对象|那口子|当家的|男朋友|前夫)[^\s]{0,8}(?:瞪|盯|喝|脾气|发火|发疯|手重|不小心|推|急了|就这样|动)|(?:别|不要|莫)(?:再)?问了?(?=$|\s)|他在(?:家|屋)|(?:不敢|不肯)(?:说|讲|回家|回去)/;

/** A bruise on a grown woman, and beside it a partner or the fear of one: told as 撞门 first. */
function bruisedByPartner(people: People): Span | null {
  for (const [index, clause] of people.clauses.entries()) {
    const bruise = assertedIn(clause, BRUISED, /摔|跌|医生|输液|打针|过敏|蚊/);
    const after = people.clauses.slice(index, index + 6).map((c) => c.text);
    if (bruise && /她|老公|男人|丈夫|婆婆/.test(after.join(" ")) && after.some((words) => BY_PARTNER.test(words)))
      return bruise;
  }
  return null;
}

/** A note about a pupil whose age is not told, and nobody grown-up. */
function onlyPupil(text: string, people: People): boolean {
  return patterns.SCHOOL_AGE.test(text) && people.persons.every((p) => p.age === null || p.age.value.from < 18);
}

function young(people: People): boolean {
  return people.persons.some((p) => p.age !== null && p.age.value.from < 16);
}

function adultsOnly(people: People): boolean {
  return people.persons.length > 0 && people.persons.every((p) => p.age !== null && p.age.value.from >= 18);
}

function harmIn(clause: Clause, index: number, people: People, who: Dependents, byPartner: boolean): Span | null {
  const around = people.clauses
    .slice(Math.max(0, index - 2), index + 6)
    .map((c) => c.text)
    .join(" ");
  const dependent = who.minor || who.limited || who.elder || who.child;
  const injured = dependent || who.disabled ? assertedIn(clause, patterns.INJURY) : null;
  const suspicious =
    patterns.EXPLAINED.test(around) || patterns.HIT_SOMEBODY.test(around) || patterns.INFLICTED.test(clause.text);
  if (injured && suspicious && !(byPartner && !who.minor && !who.limited)) return injured;
  const beaten = CHILD.test(clause.text) || who.minor || who.limited;
  const helpless = who.limited || (who.elder && /护工|保姆|儿|孙|侄|媳/.test(clause.text));
  return (
    (who.elder || who.limited || who.disabled ? takenFrom(clause) : null) ??
    (dependent || ANY_KIN.test(clause.text) ? neglectIn(clause, who) : null) ??
    assertedIn(clause, patterns.SEXUAL) ??
    assertedIn(clause, INFANT_AT_RISK, /晒|电影|新闻/) ??
    (who.minor || patterns.SCHOOL_AGE.test(around) ? assertedIn(clause, WITH_A_GROWN_MAN) : null) ??
    (who.minor || who.limited ? assertedIn(clause, TOUCHED, /奶奶|妈妈?|姐姐|外婆|老师抱|阿姨|护士/) : null) ??
    (who.minor || who.limited ? assertedIn(clause, patterns.LURED, /回家吃|去看病|去医院|去办/) : null) ??
    assertedIn(clause, patterns.EXPLOITED, /办(?:理|了)|申请|要(?:交|带|准备|复印)/) ??
    (beaten && !(byPartner && !CHILD.test(clause.text))
      ? assertedIn(clause, patterns.CHILD_HIT, /打电话|没打/)
      : null) ??
    (helpless && !byPartner ? assertedIn(clause, patterns.HIT_SOMEBODY, /电话/) : null)
  );
}

/** What somebody else holds or squeezes out of a person who depends on others. */
function takenFrom(clause: Clause): Span | null {
  if (KEPT_FOR_THEM.test(clause.text)) return null;
  for (const [what, how] of TAKEN) {
    const one = assertedIn(clause, what);
    const other = one && assertedIn(clause, how);
    if (one && other) return { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) };
  }
  return null;
}

/** Care withheld; what only shows on the body counts where somebody lives with them who could care. */
function neglectIn(clause: Clause, who: Dependents): Span | null {
  const found = assertedIn(clause, patterns.NEGLECT, /药店|不给开/);
  if (!found || !who.alone) return found;
  return patterns.WASTED.test(clause.text) && !ANY_KIN.test(clause.text) ? null : found;
}

function addMinor(text: string, people: People, found: Map<Flag, Span>, raise: Raise): void {
  const violent =
    found.has("domestic_violence") ||
    found.has("violence_risk") ||
    (found.has("suicide_risk") &&
      /(?:带|抱|拉|拖|看)[着上了]?[^\s]{0,2}(?:娃|孩子|宝宝|女儿|儿子|小的)(?!回|走了|搬)/.test(text));
  if (violent && young(people)) raise("minor_involved", found.get("domestic_violence") ?? null);
  for (const clause of people.clauses) {
    const tends = young(people) ? TENDS_KIN.exec(clause.text) : null;
    if (tends)
      raise("minor_involved", { start: clause.start + tends.index, end: clause.start + tends.index + tends[0].length });
    const child = PRESENT_CHILD.exec(clause.text);
    if (!child) continue;
    const at = clause.start + child.index;
    // 仇二娃 is a name.
    if (people.mentions.some((m) => m.kind === "name" && m.span.start <= at && at < m.span.end)) continue;
    const span = { start: clause.start + child.index, end: clause.start + child.index + child[0].length };
    const aged = people.ages.some((a) => a.from < 18 && a.span.start >= clause.start && a.span.end <= clause.end);
    const little =
      /娃|孩|上学|小学|初中|幼儿园|婴儿/.test(child[0]) ||
      /吓|哭|躲|挡|看着|旁边|听到|听见|看到|看见|在场|当面/.test(clause.text);
    if (violent && !CHILD_AWAY.test(clause.text) && (aged || (little && !ADULT_CHILD.test(clause.text))))
      raise("minor_involved", span);
    if ((aged || /[一二两三四五六七八九十0-9]+岁/.test(clause.text)) && CARER.test(clause.text))
      raise("minor_involved", span);
  }
}
