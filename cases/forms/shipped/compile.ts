/**
 * Writes the Word templates that are shipped, beside this file, from the layouts: `node cases/forms/shipped/compile.ts`. They are
 * files and not code so that a district can take one, change it in Word and put it in as its own.
 */
import { writeFileSync } from "node:fs";
import { FORM_KINDS } from "../kinds.ts";
import { draw } from "./draw.ts";

for (const form of FORM_KINDS) writeFileSync(new URL(`${form}.docx`, import.meta.url), await draw(form));
