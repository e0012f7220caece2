import type { Rule } from "../rule.ts";
import { CHILD } from "./child.ts";
import { CONFINEMENT } from "./confinement.ts";
import { DV } from "./dv.ts";
import { FIRE } from "./fire.ts";
import { MEDICAL } from "./medical.ts";
import { MEDICATION } from "./medication.ts";
import { MISSING } from "./missing.ts";
import { NEGLECT } from "./neglect.ts";
import { SUICIDE } from "./suicide.ts";
import { VIOLENCE } from "./violence.ts";

/**
 * All rules. Where several of one level fire, the order of the kinds names the crisis: who is hurt stands before how
 * (a beaten child is child, not dv), and a death that is wanted before what it is done with (煤气 with a farewell is suicide).
 */
export const RULES: readonly Rule[] = [
  ...SUICIDE,
  ...CHILD,
  ...DV,
  ...CONFINEMENT,
  ...FIRE,
  ...VIOLENCE,
  ...MEDICAL,
  ...MEDICATION,
  ...MISSING,
  ...NEGLECT,
];
