import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { checkPackage } from "../knowledge/directory/hsds/check.ts";
import { putPackage } from "../knowledge/directory/hsds/put.ts";
import { readPath } from "../knowledge/directory/hsds/read-path.ts";
import { putDirectory } from "../knowledge/directory/import.ts";
import { lookUp } from "../knowledge/directory/look-up.ts";
import { freshPglitePack } from "../knowledge/pack/fresh.ts";
import { readDemoDirectory } from "../knowledge/pack/read.ts";
import type { Queryable } from "../platform/database/port.ts";
import { scoped, systemScope } from "../platform/scope.ts";
import { readJsonl } from "./beir.ts";
import type { EvalResult } from "./result.ts";

/** Own questions about the directory of the fictitious 示范区. */
export const DIRECTORY_QUESTIONS = new URL("data/directory", import.meta.url).pathname;

const DISTRICT = 1;
const DEMO_ADCODE = "990101";
/** Friday morning: what is asked without a time. */
const AT = "2026-11-20T10:00:00+08:00";
/** What a phone shows. */
const SHOWN = 3;

const question = z.object({
  id: z.string(),
  kind: z.string(),
  text: z.string(),
  /** Names or ids of services that answer it; empty: nothing in the directory does. */
  fits: z.array(z.string()),
  at: z.iso.datetime({ offset: true }).default(AT),
  near: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  /** Whether the first of `fits` that is shown is open at that time. */
  open: z.enum(["open", "closed", "maybe", "unknown"]).optional(),
});

/** The folder's own directory, or the demo's: an HSDS package, or services.json as the pack has it. */
async function load(tx: Queryable, data: string): Promise<void> {
  const own = join(data, "services.json");
  if (existsSync(own)) await putDirectory(tx, DISTRICT, JSON.parse(readFileSync(own, "utf8")));
  else if (existsSync(join(data, "services.csv"))) {
    const { package: rows, problems } = checkPackage(readPath(data));
    if (problems.length > 0)
      throw new Error(`${data}: ${problems.length} problems, the first: ${JSON.stringify(problems[0])}`);
    await putPackage(tx, DISTRICT, rows);
  } else await putDirectory(tx, DISTRICT, readDemoDirectory());
}

/**
 * Puts lay questions to a directory as the chat does.
 * @param data a folder with questions.jsonl and, for another directory than the demo's, services.json or an HSDS package
 * @returns hit@3 (a service that fits is among the three shown), first_fits, wrong_shown (the first shown does not fit, or
 *   something is shown where nothing fits), nothing_shown (of the questions that nothing fits), open_accuracy; all shares
 */
export async function runDirectory({ data }: { data: string }): Promise<EvalResult> {
  const asked = z.array(question).parse(readJsonl(join(data, "questions.jsonl")));
  const database = await freshPglitePack();
  try {
    const predictions = await scoped(database, systemScope(DISTRICT), async (tx) => {
      await tx.query("insert into districts (id, name, adcode) values ($1, '示范区', $2)", [DISTRICT, DEMO_ADCODE]);
      await load(tx, data);
      const found = [];
      for (const { id, kind, text, fits, at, near, open } of asked) {
        const search = { area: DEMO_ADCODE, at: new Date(at), limit: SHOWN, ...(near ? { near } : {}) };
        const { services, without } = await lookUp(tx, text, search);
        const fitting = services.filter((service) => fits.includes(service.name) || fits.includes(service.id));
        found.push({
          ...{ id, kind, text, shown: services.map((service) => service.name), without },
          hit: fitting.length > 0,
          first_fits: services[0] !== undefined && fitting.includes(services[0]),
          wrong_shown: services[0] !== undefined && !fitting.includes(services[0]),
          answerable: fits.length > 0,
          open_right: open === undefined ? null : (fitting[0]?.opening.state ?? "not shown") === open,
        });
      }
      return found;
    });
    const share = (rows: typeof predictions, of: (row: (typeof predictions)[number]) => boolean): number =>
      rows.length === 0 ? 0 : rows.filter(of).length / rows.length;
    const answerable = predictions.filter((row) => row.answerable);
    const nothing = predictions.filter((row) => !row.answerable);
    const timed = predictions.filter((row) => row.open_right !== null);
    const metrics: Record<string, number> = {
      questions: predictions.length,
      "hit@3": share(answerable, (row) => row.hit),
      first_fits: share(answerable, (row) => row.first_fits),
      wrong_shown: share(predictions, (row) => row.wrong_shown),
      nothing_shown: share(nothing, (row) => row.shown.length === 0),
      open_accuracy: share(timed, (row) => row.open_right === true),
    };
    for (const [kind, rows] of Map.groupBy(answerable, (row) => row.kind))
      metrics[`hit@3 ${kind}`] = share(rows, (row) => row.hit);
    return { suite: "directory", data, metrics, predictions };
  } finally {
    await database.close();
  }
}
