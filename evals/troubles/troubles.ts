/** The ten troubles of docs/operations.md. Each is made for real, and says what is seen of it and after it. */
import { execFileSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { createPostgres } from "../../platform/database/fresh.ts";
import { openPostgres } from "../../platform/database/postgres.ts";
import { schemaVersion } from "../../platform/migrate/schema-version.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { newAppKey } from "../../platform/seal.ts";
import { diskFull } from "./disk-full.ts";
import { DISTRICT, type Service, type Stage, USERS, until } from "./stage.ts";

type See = (what: string) => void;

export interface Trouble {
  /** Makes a database of its own to break. */
  own_stage?: true;
  make(stage: Stage | null, see: See): Promise<void>;
}

const QUESTION = "低保怎么申请";
const on = (make: (stage: Stage, see: See) => Promise<void>): Trouble => ({ make: (stage, see) => make(stage!, see) });
/** Lines of the log that are warnings or worse, by message, how often. */
function complaints(service: Service): string {
  const counts = new Map<string, number>();
  for (const line of service.said().split("\n")) {
    if (!line.startsWith("{")) continue;
    const { level, msg, why, loop } = JSON.parse(line) as { level: number; msg: string; why?: string; loop?: string };
    const words = `"${[msg, loop, why].filter(Boolean).join(" | ")}"`;
    if (level >= 40) counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].map(([words, times]) => `${times} × ${words}`).join(", ") || "nothing";
}
const answered = (stage: Stage, seconds: number, before: number): Promise<number | null> =>
  until(seconds, () => stage.line.sent.length > before);
const get = async (service: Service, path: string): Promise<string> => {
  const response = await fetch(service.url + path);
  const { code } = (await response.json()) as { code?: string };
  return `${response.status}${code ? ` ${code}` : ""}`;
};

export const TROUBLES: Record<string, Trouble> = {
  "database-down": on(async (stage, see) => {
    const service = await stage.start();
    stage.postgres.crash();
    see(`/healthz ${await get(service, "/healthz")}, /readyz ${await get(service, "/readyz")}`);
    see(`webhook: ${await stage.say(service, QUESTION)}`);
    const before = stage.line.sent.length;
    see(`crisis by webhook: ${await stage.say(service, "他要跳楼")}, cards sent: ${stage.line.sent.length - before}`);
    see(`doorstep_database_up ${await stage.figure(service, "doorstep_database_up")}`);
    await stage.postgres.start();
    see(
      `back: ready after ${await until(30, async () => (await get(service, "/readyz")) === "200")} s, webhook ${await stage.say(service, QUESTION)}`,
    );
    see(`log: ${complaints(service)}`);
    await service.stop();
  }),
  "disk-full": { own_stage: true, make: (_, see) => diskFull(see, complaints) },
  "model-slow-or-down": on(async (stage, see) => {
    const env = { OPENAI_BASE_URL: stage.model.base_url, OPENAI_API_KEY: "key", OPENAI_MODEL: "m" };
    const service = await stage.start(env);
    for (const [what, trouble] of [
      ["hangs", { hangs: true }],
      ["answers 401", { status: 401 }],
    ] as const) {
      stage.model.trouble = trouble;
      for (let i = 0; i < 3; i++) {
        const before = stage.line.sent.length;
        await stage.say(service, QUESTION, USERS[i]);
        const circuit = `doorstep_model_circuit_open{model="chat"} `;
        const after = await answered(stage, 20, before);
        see(
          `endpoint ${what}, question ${i + 1}: answered after ${after} s, ${circuit}${await stage.figure(service, circuit.trim())}`,
        );
      }
      if (what === "hangs") await pause(31_000);
    }
    see(`log: ${complaints(service)}`);
    await service.stop();
  }),
  "channel-token-revoked": on(async (stage, see) => {
    const service = await stage.start({ LINE_CHANNEL_ACCESS_TOKEN: "a-token-that-was-revoked" });
    const before = stage.line.sent.length;
    await stage.say(service, QUESTION);
    await pause(3_000);
    const waits = await stage.figure(service, 'doorstep_outbox_open{channel="line"}');
    see(`delivered: ${stage.line.sent.length - before}, doorstep_outbox_open ${waits}, log: ${complaints(service)}`);
    await service.stop();
    const again = await stage.start();
    await stage.within((database) => database.query("update outbox set not_before = now() where state = 'open'"));
    see(`with the new token, put to now: delivered after ${await answered(stage, 30, before)} s`);
    await again.stop();
    stage.line.violations.length = 0;
  }),
  "webhook-not-set": on(async (stage, see) => {
    const received = 'doorstep_step_seconds_count{step="receive",channel="line",model="",outcome="kept"}';
    const service = await stage.start();
    see(`nothing configured at LINE: ${received} ${await stage.figure(service, received)}`);
    see(
      `another channel's secret: webhook ${await stage.say(service, QUESTION, USERS[0], "another-channel-secret-123")}`,
    );
    const get_it = await fetch(`${service.url}/webhooks/line`);
    see(
      `opened in a browser: ${get_it.status}; wrong path: ${(await fetch(`${service.url}/webhook`, { method: "POST" })).status}`,
    );
    await service.stop();
  }),
  "clock-wrong": on(async (stage, see) => {
    const shift =
      "data:text/javascript,const D=Date;globalThis.Date=class extends D{constructor(...a){a.length?super(...a):super(D.now()-6e5)}static now(){return D.now()-6e5}}";
    const service = await stage.start({ NODE_OPTIONS: `--import "${shift}"` });
    see(`10 minutes slow: doorstep_clock_ahead_seconds ${await stage.figure(service, "doorstep_clock_ahead_seconds")}`);
    const before = stage.line.sent.length;
    await stage.say(service, QUESTION);
    see(`a message: answered after ${await answered(stage, 30, before)} s`);
    await service.stop();
  }),
  "key-wrong": on(async (stage, see) => {
    const service = await stage.start({ APP_KEY: newAppKey() });
    see(
      `exit code ${service.child.exitCode}; ${service.said().trim().split("\n").slice(0, 2).join(" / ").slice(0, 300)}`,
    );
    if (service.child.exitCode === null) {
      const before = stage.line.sent.length;
      see(
        `webhook ${await stage.say(service, QUESTION)}, answered after ${await answered(stage, 15, before)} s: ${JSON.stringify(stage.line.sent.at(-1)?.messages).slice(0, 160)}`,
      );
      see(`log: ${complaints(service)}`);
    }
    await service.stop();
  }),
  "migration-half-way": on(async (stage, see) => {
    const made = await createPostgres(stage.postgres.url);
    const env = { DATABASE_URL: made.service_url, MIGRATE_DATABASE_URL: made.owner_url };
    const empty = await stage.start({ DATABASE_URL: made.service_url });
    see(`service on an empty schema: exit ${await empty.stop()}: ${empty.said().trim().split("\n").at(-1)}`);
    const command = (timeout: number): string => {
      try {
        const given = {
          env: { ...stage.env, ...env },
          timeout,
          killSignal: "SIGKILL" as const,
          encoding: "utf8" as const,
        };
        return execFileSync(process.execPath, ["platform/migrate/command.ts"], { ...given, stdio: "pipe" });
      } catch {
        return "killed";
      }
    };
    const version = async (): Promise<number> => {
      const owner = openPostgres(made.owner_url, { connections: 1 });
      return schemaVersion(owner).finally(() => owner.close());
    };
    let ms = 300;
    for (; (await version()) === 0; ms += 150) command(ms);
    see(`npm run migrate killed with -9 after ${ms} ms: the schema is at ${await version()}`);
    const half = await stage.start({ DATABASE_URL: made.service_url });
    see(`service on it: exit ${await half.stop()}: ${half.said().trim().split("\n").at(-1)}`);
    see(`npm run migrate again: ${command(120_000).trim().split("\n").at(-1)}, the schema is at ${await version()}`);
    await made.drop();
  }),
  "queue-grows": on(async (stage, see) => {
    const env = { OPENAI_BASE_URL: stage.model.base_url, OPENAI_API_KEY: "key", OPENAI_MODEL: "m" };
    stage.model.trouble = { hangs: true };
    const service = await stage.start(env);
    const before = stage.line.sent.length;
    for (let i = 0; i < 200; i++) await stage.say(service, `${QUESTION} 第${i}问`, USERS[i % USERS.length]);
    const figures = [
      'doorstep_queue_jobs{state="waiting"}',
      'doorstep_queue_jobs{state="active"}',
      "doorstep_queue_oldest_seconds",
    ];
    for (const name of figures) see(`${name} ${await stage.figure(service, name)}`);
    const crisis = performance.now();
    const sent = stage.line.sent.length;
    await stage.say(service, "他要跳楼", USERS[0]);
    await answered(stage, 10, sent);
    see(`a crisis meanwhile: its card is out after ${Math.round(performance.now() - crisis)} ms`);
    const second = await stage.start(env);
    see(
      `with a second process: all answered after ${await until(120, () => stage.line.sent.length >= before + 201)} s`,
    );
    await service.stop();
    await second.stop();
  }),
  "nobody-acknowledges": on(async (stage, see) => {
    const service = await stage.start();
    await stage.say(service, "三网格老李拿着菜刀把门反锁了 说谁进来砍谁", USERS[1]);
    const waiting = async (list: string) => stage.figure(service, `doorstep_crises_waiting{list="${list}"}`);
    await until(15, async () => (await waiting("climbing")) !== 0 || (await waiting("ended")) !== 0);
    see(`doorstep_crises_waiting climbing ${await waiting("climbing")}, ended ${await waiting("ended")}`);
    await stage.within((database) =>
      scoped(database, systemScope(DISTRICT), (tx) =>
        tx.query(
          "update crises set climbs_at = now(), created_at = created_at - interval '10 minutes' where climbs_at is not null",
        ),
      ),
    );
    await pause(8_000);
    see(
      `ten minutes later: climbing ${await waiting("climbing")}, ended ${await waiting("ended")}, oldest ${await stage.figure(service, "doorstep_crises_waiting_oldest_seconds")} s`,
    );
    await service.stop();
  }),
};
