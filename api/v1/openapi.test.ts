/** What the description says and what the service does are the same: every route is in it, and every example works as it says. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXAMPLES, type Example, ROWS } from "./examples.ts";
import { type ExamplesWorld, examplesWorld } from "./examples-world.ts";
import { v1 } from "./v1.ts";

/** Set to write down what the examples are answered with: example-answers.generated.ts. */
const RECORD = process.env.RECORD_EXAMPLES === "1";

/** Of an answer that the document shows, in characters. */
const LONGEST_SHOWN = 5_000;

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document, which the test walks through
type Json = any;

let world: ExamplesWorld;
let document: Json;
let ajv: Ajv2020;
const answers: Record<string, unknown> = {};
beforeAll(async () => {
  world = await examplesWorld();
  document = await (await world.service.app.request("/api/v1/openapi.json")).json();
  ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
  ajv.addSchema({ ...document, $id: "openapi" });
});
afterAll(async () => {
  await world?.service.close();
  if (!RECORD) return;
  const file = join(import.meta.dirname, "example-answers.generated.ts");
  const words = JSON.stringify(answers, null, 2);
  writeFileSync(
    file,
    `/** What each example is answered with: RECORD_EXAMPLES=1 npm test -- api/v1/openapi */\nexport const ANSWERS: Record<string, unknown> = ${words};\n`,
  );
});

const operations = (): [key: string, operation: Json][] =>
  Object.entries<Json>(document.paths).flatMap(([path, item]) =>
    Object.entries<Json>(item).map(([method, operation]): [string, Json] => [`${method} ${path}`, operation]),
  );
const escaped = (part: string) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
const schemaAt = (...parts: string[]): ValidateFunction =>
  ajv.getSchema(`openapi#/${parts.map(escaped).join("/")}`) as ValidateFunction;
const faults = (valid: ValidateFunction, value: unknown): unknown[] => (valid(value) ? [] : (valid.errors ?? []));

test("every route that answers is described, and nothing else is", () => {
  const routes = v1(world.service.parts).routes.filter(({ method, path }) => method !== "ALL" && !path.endsWith("*"));
  const served = routes.map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
  expect([...new Set(served)].toSorted()).toEqual(
    operations()
      .map(([key]) => key)
      .toSorted(),
  );
  expect(served.length).toBeGreaterThan(30);
});

test("each says what it is for, what it takes, what it answers and what may go wrong, and who may call it", () => {
  expect(document.security).toEqual([{ bearer: [] }, { session: [] }]);
  const ids = operations().map(([, operation]) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [key, { summary, responses, requestBody, parameters, security }] of operations()) {
    expect(summary?.length, key).toBeGreaterThan(5);
    const good = Object.keys(responses).filter((status) => status.startsWith("2"));
    expect(good, key).toHaveLength(1);
    for (const { schema } of Object.values<Json>(responses[good[0]!].content)) expect(schema, key).toBeTruthy();
    const bad = Object.keys(responses).filter((status) => !status.startsWith("2"));
    expect(bad, key).toEqual(expect.arrayContaining(["400", ...(security ? [] : ["401"]), "500", "503"]));
    for (const status of bad) expect(Object.keys(responses[status].content), key).toEqual(["application/problem+json"]);
    for (const name of key.matchAll(/\{(\w+)\}/g))
      expect(
        parameters.map((parameter: Json) => [parameter.in, parameter.name]),
        key,
      ).toContainEqual(["path", name[1]]);
    if (requestBody) expect(Object.values<Json>(requestBody.content)[0].schema, key).toBeTruthy();
  }
});

describe("the examples", () => {
  const swap = (words: string, from: Record<string, string>, to: Record<string, string>): string =>
    Object.keys(ROWS).reduce((text, row) => text.replaceAll(from[row]!, to[row]!), words);
  /** An example speaks of rows by ids of its own; here they are those of the world. */
  const real = (words: string): string => swap(words, ROWS, world.rows);
  const written = (words: string): string => swap(words, world.rows, ROWS);

  async function call(key: string, { as, path = {}, query, body }: Example): Promise<Response> {
    const [method, template] = key.split(" ") as [string, string];
    const address = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => path[name]!);
    const search = query ? `?${new URLSearchParams(query)}` : "";
    return world.service.app.request(real(`/api/v1${address}${search}`), {
      method: method.toUpperCase(),
      headers: { authorization: `Bearer ${await world.token(as)}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: real(JSON.stringify(body)) }),
    });
  }

  test("there is one of every operation but those that take a form", () => {
    const json = operations().filter(([, { requestBody }]) => !requestBody?.content["multipart/form-data"]);
    expect(Object.keys(EXAMPLES).toSorted()).toEqual(json.map(([key]) => key).toSorted());
  });

  test.each(Object.keys(EXAMPLES))("%s answers as described", async (key) => {
    const [method, path] = key.split(" ") as [string, string];
    const operation = document.paths[path]?.[method];
    expect(operation, `${key} is not in the document`).toBeTruthy();
    const example = EXAMPLES[key]!;
    if (example.body !== undefined) {
      expect(operation.requestBody.content["application/json"].example).toEqual(example.body);
      const takes = schemaAt("paths", path, method, "requestBody", "content", "application/json", "schema");
      expect(faults(takes, example.body)).toEqual([]);
    }
    const response = await call(key, example);
    const answer = await response.json();
    expect([response.status, response.status === 200 ? "" : answer]).toEqual([200, ""]);
    const gives = schemaAt("paths", path, method, "responses", "200", "content", "application/json", "schema");
    expect(faults(gives, answer)).toEqual([]);
    // What the document shows is an answer, too.
    const shown = operation.responses["200"].content["application/json"].example;
    if (shown !== undefined) expect(faults(gives, shown)).toEqual([]);
    const words = written(JSON.stringify(answer));
    if (words.length <= LONGEST_SHOWN) answers[key] = JSON.parse(words);
  });

  test("a problem is what the document says it is", async () => {
    const problem = schemaAt("components", "schemas", "Problem");
    for (const [key, changes, status] of [
      ["get /referrals/{id}", { path: { id: "x" } }, 400],
      ["get /referrals/{id}", { path: { id: crypto.randomUUID() } }, 404],
      ["post /referrals/{id}/transitions", { body: { to: "draft" } }, 409],
      ["post /webhooks", { as: "supervisor" as const }, 403],
      ["post /webhooks", { body: { url: "http://10.0.0.1/", events: ["need.closed"] } }, 422],
    ] as const) {
      const response = await call(key, { ...EXAMPLES[key]!, ...changes });
      const answer = await response.json();
      expect([response.status, response.headers.get("content-type")]).toEqual([
        status,
        "application/problem+json; charset=utf-8",
      ]);
      expect(faults(problem, answer)).toEqual([]);
    }
  });
});
