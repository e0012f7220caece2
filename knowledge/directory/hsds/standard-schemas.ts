/** For tests only: the standard's own schemas, where they lie beside the repository. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

export const STANDARD_FOLDER = join(import.meta.dirname, "../../../../shared/specs/hsds");
export const HAS_STANDARD = existsSync(STANDARD_FOLDER);

/** Checks by one of the standard's schemas, such as `service.json` or `compiled/tabular.json`. */
export function standardSchema(name: string): ValidateFunction {
  const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));
  for (const file of readdirSync(STANDARD_FOLDER).filter((at) => at.endsWith(".json")))
    ajv.addSchema(JSON.parse(readFileSync(join(STANDARD_FOLDER, file), "utf8")), file);
  return name.includes("/")
    ? ajv.compile(JSON.parse(readFileSync(join(STANDARD_FOLDER, name), "utf8")))
    : ajv.getSchema(name)!;
}
