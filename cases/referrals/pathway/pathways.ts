import type { Party } from "../moves.ts";

export interface PathwayStep {
  name: string;
  /** Working days after the step before; null where the source names none: a district may set its own. */
  working_days: number | null;
  /** Whose it is. */
  by: Party;
}

export interface Pathway {
  /** Where the steps and their deadlines stand. */
  source: string;
  steps: readonly PathwayStep[];
}

/** Ways of a referral that have prescribed steps. The first step is the referral itself. */
export const PATHWAYS = {
  /** 社区精神康复: registered within five working days, passed to an institution within five more. */
  jingkang: {
    source: "精神障碍社区康复服务资源共享与转介管理办法(民政部、国家卫生健康委、中国残联,2023-12-19)",
    steps: [
      { name: "application", working_days: null, by: "raiser" },
      { name: "registration", working_days: 5, by: "receiver" },
      { name: "referral", working_days: 5, by: "receiver" },
      { name: "assessment", working_days: null, by: "receiver" },
      { name: "service", working_days: null, by: "receiver" },
      { name: "stage_assessment", working_days: null, by: "receiver" },
      { name: "closing", working_days: null, by: "receiver" },
      { name: "return_visit", working_days: null, by: "raiser" },
    ],
  },
} as const satisfies Record<string, Pathway>;

export type PathwayName = keyof typeof PATHWAYS;
export const PATHWAY_NAMES = Object.keys(PATHWAYS) as PathwayName[];
export type StepName = (typeof PATHWAYS)[PathwayName]["steps"][number]["name"];

export function isPathway(name: string | null): name is PathwayName {
  return name !== null && Object.hasOwn(PATHWAYS, name);
}
