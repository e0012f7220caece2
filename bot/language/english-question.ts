import { writtenIn } from "./written-in.ts";

/** What is asked about, as a worker writes it whose messages are in English; the documents and the directory are Chinese. */
const SUBJECTS: readonly [said: RegExp, meant: string][] = [
  [/\b(?:dibao|di bao|subsistence allowance|minimum living|low[- ]income (?:allowance|support))\b/i, "低保"],
  [/\b(?:tekun|te kun|wubao|extreme(?:ly)? (?:poverty|poor)|destitute)\b/i, "特困供养"],
  [/\b(?:temporary (?:aid|relief|assistance)|emergency (?:aid|money|relief))\b/i, "临时救助"],
  [/\bmedical (?:aid|assistance|relief)\b/i, "医疗救助"],
  [/\b(?:disability|disabled) (?:certificate|card|id)\b/i, "残疾证"],
  [/\b(?:nursing|care) (?:subsidy|allowance)\b/i, "重度残疾人护理补贴"],
  [/\b(?:disability|disabled)[a-z ]{0,20}(?:subsidy|subsidies|allowance|benefits?)\b/i, "残疾人两项补贴"],
  [/\blong[- ]term care\b/i, "长期护理保险"],
  [/\b(?:unemployment|jobless)\b/i, "失业金"],
  [/\b(?:old[- ]age|elderly|senior) allowance\b/i, "高龄津贴"],
  [/\bpensions?\b/i, "养老金"],
  [/\b(?:medical|health) insurance\b/i, "医保"],
  [/\b(?:public|low[- ]rent) (?:rental )?housing\b/i, "公租房"],
  [/\blegal aid\b/i, "法律援助"],
  [/\b(?:protection|restraining) order\b/i, "人身保护令"],
  [/\bdomestic (?:violence|abuse)\b/i, "家庭暴力"],
  [/\b(?:missing person|(?:went|gone|is|goes) missing|wandered off)\b/i, "走失"],
  [/\b(?:guardian(?:ship)? (?:subsidy|award|allowance))\b/i, "监护人补贴"],
  [/\bguardian(?:ship)?s?\b/i, "监护人"],
  [/\borphans?\b/i, "孤儿"],
  [/\bleft[- ]behind (?:child|children)\b/i, "留守儿童"],
  [/\b(?:severe )?mental (?:illness|disorder|patient)s?\b/i, "精神障碍患者"],
  [/\bnursing homes?\b/i, "养老院"],
  [/\b(?:elder|elderly|old people'?s?|senior|day) (?:day )?care(?: cent(?:er|re)s?)?\b/i, "日间照料中心"],
  [/\b(?:meal|meals|canteen|dining|lunch)\b/i, "助餐点"],
  [/\b(?:clinic|health cent(?:er|re))s?\b/i, "社区卫生服务中心"],
  [/\bwheelchairs?\b/i, "轮椅"],
  [/\b(?:rehab|rehabilitation)\b/i, "康复站"],
  [/\b(?:gas leak|smell of gas|smells? gas)\b/i, "燃气泄漏"],
  [
    /\b(?:psychological|mental health|suicide|crisis|counsel(?:l)?ing) (?:hot ?line|help ?line|line|number)\b/i,
    "心理热线",
  ],
  [/\bwomen'?s? (?:federation )?(?:hot ?line|help ?line|line|number)\b/i, "妇女维权热线"],
  [/\b(?:hot ?lines?|help ?lines?|emergency numbers?|phone numbers?)\b/i, "求助电话"],
];

/** What is asked of it. */
const ASKS: readonly [said: RegExp, meant: string][] = [
  [/\bhow long|how many (?:days|months)|how soon|when (?:will|do|does)\b/i, "多久"],
  [/\bhow much|what amount\b/i, "多少钱"],
  [/\b(?:papers|documents|paperwork|materials|what (?:do|should|must) (?:i|they|he|she|we) bring)\b/i, "要什么材料"],
  [/\bwho (?:can|may|is eligible|qualif)|eligib|qualif|conditions?\b/i, "什么条件"],
  [/\b(?:nearest|nearby|near here|around here|closest)\b/i, "附近有没有"],
  [/\bwhere\b/i, "去哪里办"],
  [/\b(?:which|what) (?:number|line|hot ?line)|whom? (?:do|should) i call|phone number|number for\b/i, "打哪个电话"],
  [/\bhow (?:do|to|can|does|should)|apply|application|get\b/i, "怎么申请"],
];
/** Words. */
const LONGEST_ASPECT = 9;

/**
 * What is asked, where no subject is named: what documents are needed? → 要什么材料. Null when the message is not in English, asks
 * nothing that is known, or is too long to go on from another.
 */
export function aspectInChinese(text: string): string | null {
  if (writtenIn(text) !== "en" || text.trim().split(/\s+/).length > LONGEST_ASPECT) return null;
  if (SUBJECTS.some(([said]) => said.test(text))) return null;
  return ASKS.find(([said]) => said.test(text))?.[1] ?? null;
}

/** Places are looked for, not applied for. */
const PLACES = /养老院|日间照料中心|助餐点|卫生服务中心|康复站|轮椅/;
const LINES = /热线|电话/;
/** What to do, and not how to apply. */
const EVENTS = /家庭暴力|走失|燃气泄漏|监护人$|精神障碍患者|留守儿童/;

/**
 * An English question as it would be asked in Chinese: how do I apply for dibao → 低保怎么申请. Its subject and what is asked of it,
 * nothing else; a translation it is not.
 * @returns null when the message is not in English, or names nothing that is known
 */
export function askedInChinese(text: string): string | null {
  if (writtenIn(text) !== "en") return null;
  const subject = SUBJECTS.find(([said]) => said.test(text))?.[1];
  if (subject === undefined) return null;
  if (LINES.test(subject)) return `${subject}打哪个电话`;
  if (PLACES.test(subject)) return `附近有没有${subject}`;
  const asked = ASKS.find(([said]) => said.test(text))?.[1] ?? (EVENTS.test(subject) ? "怎么办" : "怎么申请");
  return `${subject}${asked === "怎么申请" && EVENTS.test(subject) ? "怎么办" : asked}`;
}
