import type { StaffSession } from "../../cases/session.ts";
import type { Verdict } from "../../knowledge/eligibility/evaluate.ts";
import type { Interview } from "../../knowledge/eligibility/interview.ts";
import { readCards } from "../../knowledge/eligibility/read-cards.ts";
import { type SlipItem, slipItems } from "../../knowledge/eligibility/slip.ts";
import { loadHotlines } from "../../knowledge/hotlines/hotline.ts";
import { loadRegions } from "../../knowledge/regions/regions.ts";
import { chinaDate } from "../../platform/clock.ts";
import { eligibility as say } from "../texts/eligibility.ts";
import { allowedRegions } from "./ask.ts";
import { recall } from "./chat-state.ts";
import { groupsOf } from "./eligibility-result.ts";

/** What may be the resident's, and what still has to be asked about. */
export interface Slip {
  likely: SlipItem[];
  open: SlipItem[];
}

/** The slip of an interview; of the person it knows nothing. */
export async function slipOf({ tx, now }: StaffSession, ended: Interview): Promise<Slip> {
  const regions = await loadRegions(tx);
  const place = { regions: allowedRegions(regions, ended.region, []), as_of: chinaDate(now) };
  const result = groupsOf(await readCards(tx, place), ended.known, place);
  const hotlines = await loadHotlines(tx);
  const items = (verdicts: Verdict[]): SlipItem[] => slipItems(verdicts, hotlines, regions, place.regions);
  return { likely: items(result.likely), open: items(result.open) };
}

/** The slip behind a link: of the interview with this id, as long as it is remembered. Null when it is not. */
export async function slipById(session: StaffSession, id: string): Promise<Slip | null> {
  const { eligibility } = await recall(session);
  return eligibility?.id === id ? slipOf(session, eligibility) : null;
}

/** The slip for a messenger, to be passed on or read out. */
export async function slipText(session: StaffSession, ended: Interview): Promise<string> {
  const { likely, open } = await slipOf(session, ended);
  const item = ({ name, papers, where, by_when, phone }: SlipItem, i: number): string =>
    [
      `${i + 1}. ${name}`,
      say.papersLine(papers),
      say.where(where),
      phone ? say.phone(`${phone.number}(${phone.name})`) : null,
      by_when ? say.by_when(by_when) : null,
    ]
      .filter((line) => line !== null)
      .join("\n");
  const withPhone = ({ name, phone }: SlipItem): string => `· ${name}${phone ? `,${say.phone(phone.number)}` : ""}`;
  const groups = [
    say.slip.heading,
    ...likely.map(item),
    ...(open.length > 0 ? [[say.slip.open, ...open.map(withPhone)].join("\n")] : []),
    say.slip.note,
  ];
  return groups.join("\n\n");
}
