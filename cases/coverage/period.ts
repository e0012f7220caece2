import { chinaDate } from "../../platform/clock.ts";
import { Refusal } from "../refusal.ts";

/** One month and the year up to its end, by China's calendar: other spans would let small numbers be told by subtraction. */
export interface Period {
  /** YYYY-MM. */
  month: string;
  /** First days: of the month, of the one after it, of the year. ISO dates. */
  from: string;
  until: string;
  year_from: string;
}

/** The month of that name, else the running one. @throws Refusal `not_found` for what is no month, or not here yet */
export function periodOf(month: string | undefined, now: Date): Period {
  const running = chinaDate(now).slice(0, 7);
  const wanted = month ?? running;
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(wanted) || wanted > running) throw new Refusal("not_found");
  return {
    month: wanted,
    from: `${wanted}-01`,
    until: `${monthsAfter(wanted, 1)}-01`,
    year_from: `${wanted.slice(0, 4)}-01-01`,
  };
}

/** `n` months after YYYY-MM; before it for a negative `n`. */
export function monthsAfter(month: string, n: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + n;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}
