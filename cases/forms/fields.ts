import { NEED_CODES, type NeedCode } from "../../platform/need-codes.ts";
import type { FormData } from "./kinds.ts";
import type { FormPerson, FormReferral, ReferralRecord, VisitRecord } from "./record.ts";

/** How codes of the case table read on paper. */
export interface FormWords {
  flags: Record<string, string>;
  urgency: Record<VisitRecord["needs"][number]["urgency"], string>;
  priority: Record<FormReferral["priority"], string>;
  status: Record<string, string>;
}

/** What stands on every form besides the record itself. */
export interface Printed {
  /** Who prints it, and on which day. */
  by: string;
  on: string;
  /** Names are cut. */
  masked: boolean;
}

/** Nothing was said of it: left empty, to be filled in by hand. */
const UNKNOWN = "";

const lines = (words: (string | null)[]): string => words.filter(Boolean).join("\n");
const joined = (words: (string | null)[]): string => [...new Set(words.filter(Boolean))].join("、");

/** 78岁, 70–79岁 */
export function ageWords({ age_from, age_to }: Pick<FormPerson, "age_from" | "age_to">): string {
  if (age_from === null) return UNKNOWN;
  return age_to === null || age_to === age_from ? `${age_from}岁` : `${age_from}–${age_to}岁`;
}

export function codeWords(code: string): string {
  return NEED_CODES[code as NeedCode] ?? code;
}

/** 看到: 地上有水; 听邻居说: 夜里喊; 推测: … */
function observed({ basis, teller, words }: VisitRecord["observations"][number]): string {
  const how = { seen: "看到", told: `听${teller ?? "人"}说`, guessed: "推测" }[basis];
  return `${how}：${words}`;
}

function placeFields({ district, street, community, grid }: VisitRecord["areas"]): Record<string, string> {
  return {
    区县: district,
    街道: street ?? UNKNOWN,
    社区: community ?? UNKNOWN,
    网格: grid ?? UNKNOWN,
    所属: [...new Set([district, street, community, grid])].filter(Boolean).join(" "),
  };
}

function personFields(person: FormPerson | null): Record<string, string> {
  return {
    档案号: person?.ref ?? UNKNOWN,
    姓名: person?.name ?? UNKNOWN,
    性别: person?.sex ?? UNKNOWN,
    年龄: person ? ageWords(person) : UNKNOWN,
    电话: person?.phone ?? UNKNOWN,
    住址: person?.address ?? UNKNOWN,
    户情: person?.tags.join("、") ?? UNKNOWN,
  };
}

const printedFields = ({ by, on, masked }: Printed): Record<string, string> => ({
  填表人: by,
  填表日期: on,
  脱敏说明: masked ? "姓名、电话、门牌已脱敏" : UNKNOWN,
});

export const consentWords = (consent: "yes" | "no" | null): string =>
  consent === null ? UNKNOWN : { yes: "同意", no: "不同意" }[consent];

function referralLine(referral: FormReferral, words: FormWords): string {
  const due = referral.due_on ? `，${referral.due_on} 前要有结果` : "";
  return `${referral.ref} 转${referral.service_name}：${words.status[referral.status] ?? referral.status}${due}`;
}

/** Of whom an observation, a need or a referral is: this person's, or nobody's in particular. */
const concerns =
  (person: FormPerson | null) =>
  ({ person_id }: { person_id: string | null }): boolean =>
    person === null || person_id === null || person_id === person.id;

/**
 * The placeholders of a visit's forms with their words, as the record has them; what was not said is empty.
 * @param person whom the form is about; null: everybody of the visit
 */
export function visitData(visit: VisitRecord, person: FormPerson | null, words: FormWords, printed: Printed): FormData {
  const people = person ? [person] : visit.people;
  const all = (of: (one: FormPerson) => string | null): string => joined(people.map(of));
  const observations = visit.observations.filter(concerns(person));
  const needs = visit.needs.filter(concerns(person));
  const referrals = visit.referrals.filter(concerns(person));
  const whom = (id: string | null): string => visit.people.find((one) => one.id === id)?.name ?? UNKNOWN;
  const saw = (basis: string): string => lines(observations.filter((one) => one.basis === basis).map(observed));
  return {
    fields: {
      ...printedFields(printed),
      ...placeFields(visit.areas),
      ...personFields(people.length === 1 ? people[0]! : null),
      姓名: all(({ name }) => name),
      性别: all(({ sex }) => sex),
      年龄: all(ageWords),
      电话: all(({ phone }) => phone),
      住址: all(({ address }) => address) || (visit.address ?? UNKNOWN),
      户情: all(({ tags }) => tags.join("、")),
      走访编号: visit.ref,
      走访日期: visit.visited_on,
      走访方式: visit.form ?? UNKNOWN,
      见到谁: visit.met.join("、"),
      走访人: visit.worker,
      原话: visit.note,
      看到的: saw("seen"),
      听说的: saw("told"),
      推测的: saw("guessed"),
      需求: lines(needs.map((need) => `${need.words}（${words.urgency[need.urgency]}）`)),
      要留意: joined(visit.flags.map((flag) => words.flags[flag] ?? flag)),
      本人意愿: consentWords(visit.consent),
      下次走访: visit.agreed_on ?? "未约定",
      转介情况: lines(referrals.map((one) => referralLine(one, words))),
    },
    lists: {
      人员: visit.people.filter(concernsSelf(person)).map((one, i) => ({ 序号: String(i + 1), ...personFields(one) })),
      需求清单: needs.map((need, i) => ({
        序号: String(i + 1),
        谁: whom(need.person_id),
        类别: codeWords(need.code),
        内容: need.words,
        缓急: words.urgency[need.urgency],
      })),
      观察清单: observations.map((one, i) => ({ 序号: String(i + 1), 谁: whom(one.person_id), 内容: observed(one) })),
    },
  };
}

const concernsSelf =
  (person: FormPerson | null) =>
  (one: FormPerson): boolean =>
    person === null || one.id === person.id;

/** What of a visit a grid worker can see of somebody with a severe mental disorder; everything else is the physician's. */
export function mentalFields(visit: VisitRecord, person: FormPerson | null): Record<string, string> {
  const observations = visit.observations.filter(concerns(person));
  const of = (...kinds: string[]): string =>
    lines(observations.filter(({ kind }) => kinds.includes(kind)).map(observed));
  // A flag is the visit's: with several people at the door the note does not say whose it is.
  const whose = visit.people.length > 1 ? "（这次走访里提到，是谁见原话）" : "";
  const flagged = (flag: VisitRecord["flags"][number], said: string): string =>
    visit.flags.includes(flag) ? said + whose : UNKNOWN;
  const guardian = visit.met.filter((met) => met === "监护人" || met === "家属");
  return {
    睡眠: of("sleep"),
    饮食: of("diet"),
    行为: lines([of("behaviour", "mood"), flagged("violence_risk", "提到伤人毁物的风险")]),
    服药: lines([of("medicine"), flagged("medication_gap", "断药或快断药")]),
    关锁: flagged("confinement", "有，见原话"),
    监护人: lines([guardian.length > 0 ? `${guardian.join("、")}在场` : null, flagged("weak_guardian", "监护弱")]),
    轻生言行: flagged("suicide_risk", "有，见原话；按急事处理，不在危险性等级里"),
    想要的帮助: lines(visit.needs.filter(concerns(person)).map((need) => need.words)),
    拒绝情况: flagged("refusal", "有，见原话"),
    危险性等级: "由精防医生评定",
  };
}

/** What a lead on somebody in hardship says beyond the visit. */
export function reliefFields(visit: VisitRecord, person: FormPerson | null): Record<string, string> {
  const hardship = visit.needs.filter(concerns(person)).filter(({ code }) => code === "04");
  const living = visit.observations.filter(concerns(person)).filter(({ kind }) => kind === "living");
  return {
    困难情况: lines([...hardship.map((need) => need.words), ...living.map(observed)]),
    线索来源: `网格员走访 ${visit.ref}`,
  };
}

/** The placeholders of a referral's letter. */
export function referralData(referral: ReferralRecord, words: FormWords, printed: Printed): FormData {
  return {
    fields: {
      ...printedFields(printed),
      ...placeFields(referral.areas),
      ...personFields(referral.person),
      转介编号: referral.ref,
      转介日期: referral.created_on,
      缓急: words.priority[referral.priority],
      期限: referral.due_on ?? UNKNOWN,
      转给: [...new Set([referral.organization, referral.service_name])].filter(Boolean).join(" "),
      转介原因: referral.reason,
      补充情况: referral.background ?? UNKNOWN,
      同意情况: referral.consent === "yes" ? "本人或监护人同意" : "依法不需要同意",
      法律依据: referral.legal_ground ?? UNKNOWN,
      转介人: referral.raiser,
      当前状态: words.status[referral.status] ?? referral.status,
      办理结果: referral.outcome ?? UNKNOWN,
    },
    lists: {},
  };
}
