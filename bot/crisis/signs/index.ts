import { CHILD_SIGNS } from "./child.ts";
import { CONFINEMENT_SIGNS } from "./confinement.ts";
import { DV_SIGNS } from "./dv.ts";
import { FIRE_SIGNS } from "./fire.ts";
import { MEDICAL_SIGNS } from "./medical.ts";
import { MISSING_SIGNS } from "./missing.ts";
import { NEGLECT_SIGNS } from "./neglect.ts";
import type { SignSheet } from "./sheet.ts";
import { SUICIDE_SIGNS } from "./suicide.ts";
import { VIOLENCE_SIGNS } from "./violence.ts";

export const SIGN_SHEETS: readonly SignSheet[] = [
  SUICIDE_SIGNS,
  CHILD_SIGNS,
  DV_SIGNS,
  CONFINEMENT_SIGNS,
  FIRE_SIGNS,
  VIOLENCE_SIGNS,
  MEDICAL_SIGNS,
  MISSING_SIGNS,
  NEGLECT_SIGNS,
];
