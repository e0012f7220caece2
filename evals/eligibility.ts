import { join } from "node:path";
import * as z from "zod";
import { runApp } from "../api/running.ts";
import type { Reply } from "../bot/reply.ts";
import { eligibility as say } from "../bot/texts/eligibility.ts";
import { FACT_NAMES, type Fact } from "../knowledge/eligibility/facts.ts";
import { readPackCards } from "../knowledge/eligibility/fixture.ts";
import { readJsonl } from "./beir.ts";
import type { EvalResult } from "./result.ts";

/** Own cases: what is asked, how the questions are answered by fact, and what should come of each benefit that is spoken of. */
export const ELIGIBILITY_CASES = new URL("data/eligibility", import.meta.url).pathname;

const ids = z.array(z.string());
const example = z.object({
  id: z.string(),
  text: z.string(),
  /** A button's label or words, by fact; a question for several is answered with all of theirs. What is not here is not known. */
  answers: z.record(z.string(), z.string()),
  likely: ids,
  unlikely: ids,
  open: ids,
});

const GROUPS = { likely: say.likely, open: say.open, unlikely: say.unlikely } as const;
type Group = keyof typeof GROUPS;
const MOST_TURNS = 10;

/** Cards by the names under which the answer speaks of them. */
const NAMES = new Map(
  readPackCards().map(({ benefit, document_id }) => [benefit.name, document_id.replace("pack-benefit-", "")]),
);

/** What a question asks, by its words. */
function factsAsked(question: string): Fact[] {
  const together = Object.entries(say.breaths).find(([, words]) => words === question)?.[0];
  return together ? (together.split(" ") as Fact[]) : FACT_NAMES.filter((one) => say.questions[one] === question);
}

/** What the whole answer says of which card. */
function groupsIn(text: string): Record<Group, string[]> {
  const found: Record<Group, string[]> = { likely: [], open: [], unlikely: [] };
  let group: Group = "likely";
  for (const line of text.split("\n")) {
    group = (Object.keys(GROUPS) as Group[]).find((one) => line === GROUPS[one]) ?? group;
    const name = /^· ([^:]+):/.exec(line)?.[1];
    const id = name === undefined ? undefined : NAMES.get(name);
    if (id) found[group].push(id);
  }
  return found;
}

/**
 * Puts cases to the real conversation and answers its questions.
 * @param data a folder with cases.jsonl
 * @returns started (an interview began), of each group precision and recall, exact (all three groups as they should be),
 *   questions (on average, with those of every case), asked_known (questions about what was said), longest (lines of the answer)
 */
export async function runEligibility({ data }: { data: string }): Promise<EvalResult> {
  const cases = z.array(example).parse(readJsonl(join(data, "cases.jsonl")));
  const running = await runApp();
  const send = async (body: object): Promise<Reply> => {
    const { json } = await running.ask("grid_worker", "/api/v1/messages", body);
    const last = (json as { replies: Reply[] }).replies.at(-1);
    if (!last) throw new Error(`no answer to ${JSON.stringify(body)}: ${running.logged.at(-1)}`);
    return last;
  };
  const predictions = [];
  for (const { id, text, answers, ...expected } of cases) {
    let reply = await send({ text });
    const started = reply.actions.some((action) => action.id.startsWith("benefit."));
    const asked: string[] = [];
    while (reply.kind === "clarify" && reply.actions.length > 0 && asked.length < MOST_TURNS) {
      const question = reply.text.split("\n").at(-1);
      const facts = factsAsked(question ?? "");
      asked.push(facts.join(" ") || "opening");
      const answer = facts.flatMap((fact) => answers[fact] ?? []).join("，") || say.actions.unknown;
      const button = reply.actions.find(({ label }) => label === answer);
      reply = await send(button ? { action: button.id } : { text: answer });
    }
    const lines = reply.text.split("\n").length;
    const more = reply.actions.find((action) => action.id.startsWith("benefit.more"));
    const got = groupsIn(more ? (await send({ action: more.id })).text : reply.text);
    predictions.push({ id, text, started, asked, lines, got, expected });
  }
  await running.close();

  const count = (rows: string[][]): number => rows.flat().length;
  const metrics: Record<string, number> = {
    cases: cases.length,
    started: predictions.filter(({ started }) => started).length / cases.length,
    exact:
      predictions.filter(({ got, expected }) =>
        (Object.keys(GROUPS) as Group[]).every(
          (group) => got[group].toSorted().join() === expected[group].toSorted().join(),
        ),
      ).length / cases.length,
    questions: count(predictions.map(({ asked }) => asked)) / cases.length,
    most_questions: Math.max(...predictions.map(({ asked }) => asked.length)),
    asked_twice: predictions.filter(({ asked }) => new Set(asked).size < asked.length).length,
    longest: Math.max(...predictions.map(({ lines }) => lines)),
  };
  for (const group of Object.keys(GROUPS) as Group[]) {
    const right = count(
      predictions.map(({ got, expected }) => got[group].filter((id) => expected[group].includes(id))),
    );
    metrics[`${group} precision`] = right / Math.max(1, count(predictions.map(({ got }) => got[group])));
    metrics[`${group} recall`] = right / Math.max(1, count(predictions.map(({ expected }) => expected[group])));
  }
  // The one that must not be: said to be likely where it is not.
  metrics.wrongly_likely = count(
    predictions.map(({ got, expected }) => got.likely.filter((id) => expected.unlikely.includes(id))),
  );
  return { suite: "eligibility", data, metrics, predictions };
}
