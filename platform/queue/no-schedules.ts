/**
 * Stands on Workers where pg-boss reads cron expressions and recurrence rules (wrangler.toml, `alias`): the boss is opened with
 * `schedule: false` and schedules nothing, and the two libraries with their calendar would be 85 KiB of the compressed Worker.
 */
class Unscheduled extends Error {
  override readonly name = "Unscheduled";
}

const unscheduled = (): never => {
  throw new Unscheduled("Nothing is scheduled by the queue on Workers: cron triggers stand in wrangler.toml");
};

/** In the place of cron-parser's. @throws always */
export const CronExpressionParser = { parse: unscheduled };

/** In the place of rrule-temporal's. @throws always */
export class RRuleTemporal {
  constructor() {
    unscheduled();
  }
}
