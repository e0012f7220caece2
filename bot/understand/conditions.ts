import type { PersonCondition } from "../../cases/follow-ups/rules.ts";
import type { VisitDraft } from "../../cases/visits/draft.ts";
import { assertedIn } from "./assertion.ts";
import type { Clause } from "./clauses.ts";
import type { People } from "./people.ts";

type Found = NonNullable<VisitDraft["conditions"]>[number];

/** How steady an illness is is a physician's word: 精防医生说病情稳定. The worker's own impression says nothing. */
const PHYSICIAN = /精防|医生|大夫|医师|卫生院|卫生中心|精神科|(?:社区|专科)医院|评估(?:结果|表|下来)/;
const MENTAL = /精防|精神|精分|分裂|双相|重精|偏执|幻[听觉视]/;
const STEADY: [PersonCondition, RegExp][] = [
  ["smd_unstable", /(?:病情|情况|评估?|评的?是|随访)[^\s]{0,6}不(?:太|大|够|怎么)?稳定/],
  ["smd_partly_stable", /(?:病情|情况|评估?|评的?是|随访)[^\s]{0,6}(?:基本|大致|比较)稳定/],
  ["smd_stable", /(?:病情|评估?|评的?是)[^\s]{0,6}(?<!不|不太|基本|大致|比较)稳定/],
];
const HARDSHIP = /特困|五保|独居|空巢|留守老|失能|孤寡|一个人(?:住|过|生活|在家住)|自己一个人住|重残/;
const NOT_ALONE = /跟|和|同(?!一)|有人陪|儿子也在|女儿也在|集中供养|养老院|敬老院|申请|怎么|吗|条件|政策|能不能|是不是/;
const ELDER = /老人|奶奶|爷爷|婆婆|阿婆|阿公|大爷|大妈|大娘|老伯|阿伯|老太|老头|老汉|公公/;
const OLD_FROM = 60;

/**
 * What rules for the next visit look at, of the persons of a folded note, each with its words in the original. Nothing that is
 * denied, asked or only guessed, and nobody whom it cannot be told of.
 */
export function readConditions(folded: string, original: string, people: People): Found[] {
  const found: Found[] = [];
  const add = (condition: PersonCondition, clause: Clause, span: { start: number; end: number }): void => {
    const only = people.persons.length === 1 ? 0 : null;
    const person = people.personAt(clause.start) ?? only;
    if (person === null || clause.hedged) return;
    if (condition === "hardship_elder" && !isOld(people, person, folded)) return;
    if (found.some((one) => one.person === person && (one.condition === condition || both(one, condition)))) return;
    found.push({ condition, words: original.slice(span.start, span.end), span, person });
  };
  for (const [i, clause] of people.clauses.entries()) {
    const around = `${people.clauses[i - 1]?.text ?? ""} ${clause.text} ${clause.teller?.words ?? ""}`;
    if (PHYSICIAN.test(around) && MENTAL.test(folded))
      for (const [condition, when] of STEADY) {
        const match = when.exec(clause.text);
        if (!match) continue;
        const start = clause.start + match.index;
        add(condition, clause, { start, end: start + match[0].length });
        break;
      }
    const alone = assertedIn(clause, HARDSHIP, NOT_ALONE);
    if (alone) add("hardship_elder", clause, alone);
  }
  return found;
}

const both = (one: Found, condition: PersonCondition): boolean =>
  one.condition.startsWith("smd_") && condition.startsWith("smd_");

function isOld(people: People, person: number, folded: string): boolean {
  const { age, name } = people.persons[person]!;
  if (age) return age.value.from >= OLD_FROM;
  return ELDER.test(name?.value ?? "") || (people.persons.length === 1 && ELDER.test(folded));
}
