import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";

/** JSON Schema checks made from LINE's published OpenAPI descriptions. */

type Schema = Record<string, unknown>;
interface Discriminator {
  propertyName: string;
  mapping: Record<string, string>;
}

/** Gives the problems of a value of a named schema (`ReplyMessageRequest`, `CallbackRequest`); empty when it fits. */
export type SchemaCheck = (schema: string, value: unknown) => string[];

/** Reading and compiling takes half a second: once for each file is enough for all tests of a process. */
const loaded = new Map<string, SchemaCheck>();

/** `file` is messaging-api.yml or webhook.yml of `specs`. Without the specs folder everything fits. */
export function lineSchemaCheck(specs: string | null, file: string): SchemaCheck {
  if (specs === null) return () => [];
  const path = join(specs, "line", file);
  const check = loaded.get(path) ?? loadSchemaCheck(path);
  loaded.set(path, check);
  return check;
}

function loadSchemaCheck(path: string): SchemaCheck {
  const described = parse(readFileSync(path, "utf8")) as { components: { schemas: Schema } };
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: "line", $defs: closedSchemas(described.components.schemas) });
  const compiled = new Map<string, ValidateFunction>();
  return (schema, value) => {
    const validate = compiled.get(schema) ?? ajv.compile({ $ref: `line#/$defs/${schema}` });
    compiled.set(schema, validate);
    if (validate(value)) return [];
    // The first error is the innermost; those after it only say that its parents failed too.
    const error = validate.errors?.[0];
    const property = error?.params.unevaluatedProperty ?? "";
    return [`${schema}${error?.instancePath}: ${error?.message} ${property}`.trim()];
  };
}

/**
 * OpenAPI 3.0 to JSON Schema 2020-12. A discriminator becomes one branch for each value of the property, and a base that the
 * branches extend by allOf loses it, for it would refer back to them without end. Every concrete object refuses properties
 * it does not name: LINE would ignore a misspelt one, a test must not.
 */
function closedSchemas(schemas: Schema): Schema {
  const bases = new Set(
    Object.entries(schemas).flatMap(([name, schema]) => (discriminatorOf(schema) === null ? [] : [name])),
  );
  const result: Schema = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const converted = convert(schema, bases) as Schema;
    const discriminator = discriminatorOf(schema);
    if (discriminator === null) {
      const object = converted.type === "object" || "properties" in converted || "allOf" in converted;
      result[name] = object ? { unevaluatedProperties: false, ...converted } : converted;
      continue;
    }
    const { propertyName, mapping } = discriminator;
    result[`${name}Base`] = converted;
    result[name] = {
      type: "object",
      required: [propertyName],
      properties: { [propertyName]: { enum: Object.keys(mapping) } },
      allOf: Object.entries(mapping).map(([value, target]) => ({
        if: { properties: { [propertyName]: { const: value } } },
        // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own keyword
        then: { $ref: target.replace("#/components/schemas/", "#/$defs/") },
      })),
    };
  }
  return result;
}

/** Points references into $defs; within allOf a base stands for itself, without its branches. */
function convert(node: unknown, bases: Set<string>, in_all_of = false): unknown {
  if (Array.isArray(node)) return node.map((item) => convert(item, bases, in_all_of));
  if (typeof node !== "object" || node === null) return node;
  const result: Schema = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === "$ref" && typeof value === "string") {
      const name = value.replace("#/components/schemas/", "");
      result.$ref = `#/$defs/${name}${in_all_of && bases.has(name) ? "Base" : ""}`;
    } else {
      result[key] = convert(value, bases, key === "allOf");
    }
  }
  return result;
}

function discriminatorOf(schema: unknown): Discriminator | null {
  const found = (schema as { discriminator?: Discriminator }).discriminator;
  return found?.mapping ? found : null;
}
