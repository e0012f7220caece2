import type { Rule } from "../rule.ts";
import { ABSENCE } from "./absence.ts";
import { ATTACK } from "./attack.ts";
import { BODY_SIGNS } from "./body-signs.ts";
import { CHILD } from "./child.ts";
import { CONFINEMENT } from "./confinement.ts";
import { DV } from "./dv.ts";
import { ENGLISH } from "./english.ts";
import { FIRE } from "./fire.ts";
import { HAZARD } from "./hazard.ts";
import { HOUSEHOLD } from "./household.ts";
import { ILLNESS } from "./illness.ts";
import { MEDICAL } from "./medical.ts";
import { MEDICATION } from "./medication.ts";
import { MINORS } from "./minors.ts";
import { MISSING } from "./missing.ts";
import { NEGLECT } from "./neglect.ts";
import { SUICIDE } from "./suicide.ts";
import { SUICIDE_ACTS } from "./suicide-acts.ts";
import { SUICIDE_FAREWELLS } from "./suicide-farewells.ts";
import { SUICIDE_MEANS } from "./suicide-means.ts";
import { SUICIDE_PLACES } from "./suicide-places.ts";
import { SUICIDE_SAYINGS } from "./suicide-sayings.ts";
import { VIOLENCE } from "./violence.ts";

/**
 * All rules. Where several of one level fire, the order of the kinds names the crisis: who is hurt stands before how
 * (a beaten child is child, not dv), and a death that is wanted before what it is done with (煤气 with a farewell is suicide).
 */
export const RULES: readonly Rule[] = [
  ...SUICIDE_PLACES,
  ...SUICIDE_MEANS,
  ...SUICIDE_FAREWELLS,
  ...SUICIDE,
  ...SUICIDE_ACTS,
  ...SUICIDE_SAYINGS,
  ...CHILD,
  ...MINORS,
  ...DV,
  ...CONFINEMENT,
  ...HOUSEHOLD,
  ...FIRE,
  ...HAZARD,
  ...VIOLENCE,
  ...ATTACK,
  ...MEDICAL,
  ...BODY_SIGNS,
  ...MEDICATION,
  ...ILLNESS,
  ...MISSING,
  ...ABSENCE,
  ...NEGLECT,
  ...ENGLISH,
];
