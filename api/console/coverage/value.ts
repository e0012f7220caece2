import { html } from "hono/html";
import type { CoverageValue } from "../../../cases/coverage/compute.ts";
import { MEASURES, type MeasureName } from "../../../cases/coverage/measures.ts";
import type { Html } from "../../page.ts";
import { address } from "../pager.ts";
import { PATH } from "./frame.ts";
import { texts } from "./texts.ts";

/** Of a share the percentage, of a ratio how many for a hundred; null without anything to divide by, or when it is kept. */
export function hundredths(value: CoverageValue): number | null {
  if (!value.numerator && value.numerator !== 0) return null;
  return value.denominator ? (value.numerator / value.denominator) * 100 : null;
}

/** The figure as people say it: 38%, or 21.5 for a ratio; a share never rounds up to all, nor down to none. */
export function figure(measure: MeasureName, value: CoverageValue): string | null {
  const hundred = hundredths(value);
  if (hundred === null) return null;
  if (MEASURES[measure].form === "ratio") return hundred.toFixed(1).replace(/\.0$/, "");
  const rounded = Math.round(hundred);
  if (rounded === 100 && hundred < 100) return "99%";
  return rounded === 0 && hundred > 0 ? "1%" : `${rounded}%`;
}

/** The page of the rows behind a number. */
export function rowsPath(measure: MeasureName, area: string, month: string): string {
  return address(`${PATH}/rows`, { measure, area, month });
}

/** A number with what it is of (and the percentage, unless `bare`), as the link to its rows; what is kept and what there is nothing of say so. */
export function valueCell(
  measure: MeasureName,
  value: CoverageValue,
  at: { area: string; name: string; month: string; bare?: boolean },
): Html {
  if (value.suppressed)
    return html`<span class="muted" title="${texts.numbers.kept}">＊<span class="hidden">${texts.numbers.kept}</span></span>`;
  if (value.denominator === 0)
    return html`<span class="muted nothing">—<span class="hidden">${texts.numbers.nothing}</span></span>`;
  return html`<a href="${rowsPath(measure, at.area, at.month)}" aria-label="${at.name},${texts.measures[measure]}:${texts.rows.of(String(value.numerator), String(value.denominator))}"><span class="day">${value.numerator}/${value.denominator}</span></a> ${at.bare ? "" : html`<span class="muted">${figure(measure, value)}</span>`}`;
}
