/** For tests only: the real app over a seeded district, and people who use it in a browser. */
import type { Hono } from "hono";
import { openLive } from "../../bot/live.ts";
import { type Member, type SeededDistrict, seedDistrict, testSealer } from "../../cases/fixture.ts";
import { nodeForms } from "../../cases/forms/node/make.ts";
import type { StaffSession } from "../../cases/session.ts";
import { makeLogin } from "../../cases/staff/login.ts";
import { readList } from "../../knowledge/directory/list/read-list.ts";
import { nodeReader } from "../../knowledge/documents/node-reader.ts";
import { systemClock } from "../../platform/clock.ts";
import { parseConfig } from "../../platform/config.ts";
import type { Database } from "../../platform/database/port.ts";
import { createLog } from "../../platform/log.ts";
import { openQueue } from "../../platform/queue/queue.ts";
import { createApp } from "../app.ts";
import { charts } from "./coverage/draw.ts";
import { writePack } from "./dispatch/write-pack.ts";

const ORIGIN = "http://localhost";
const LOGIN_MINUTES = 60;

export interface Seen {
  status: number;
  /** Where a redirect leads. */
  location: string | null;
  html: string;
  headers: Headers;
}

/** The same with the body as it came, for what is no page. */
export interface SeenFile extends Seen {
  bytes: Uint8Array;
}

/** Somebody's browser: keeps the cookie and sends forms as a browser does. */
export interface Visitor {
  get(path: string): Promise<SeenFile>;
  post(path: string, fields?: Record<string, string>): Promise<Seen>;
  /** A form that carries a file. */
  send(path: string, form: FormData): Promise<Seen>;
}

/** What people read of a page: without tags, blanks as one. */
export const shown = (html: string): string => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

export interface ConsoleFixture {
  app: Hono;
  district: SeededDistrict;
  /** Runs `work` on behalf of somebody, `minutes_ago` before now: sessions end by the real clock, so the past is seeded. */
  as<T>(who: Member, work: (session: StaffSession) => Promise<T>, minutes_ago?: number): Promise<T>;
  /** The path of a fresh one-time login link. */
  loginPath(who: Member): Promise<string>;
  /** Signed in as `who`, or a stranger; the browser prefers this language. */
  visitor(who: Member | null, language?: string): Promise<Visitor>;
  /** The texts that wait to be delivered, the oldest first. */
  outbox(): Promise<string[]>;
}

/** @param options environment of the service, who takes the lines of its log, and `live: false` for a house like Workers' */
export async function consoleFixture(
  database: Database,
  options: { env?: Record<string, string>; log?: (line: string) => void; live?: boolean; district_id?: number } = {},
): Promise<ConsoleFixture> {
  const sealer = await testSealer();
  const district = await seedDistrict(database, sealer, options.district_id ?? 1);
  const queue = openQueue(database, {
    backend: "pglite",
    timers: false,
    onError: (error) => {
      throw error;
    },
  });
  const app = createApp({
    config: parseConfig(options.env ?? {}),
    database,
    queue,
    sealer,
    log: createLog("info", options.log ?? (() => {})),
    clock: systemClock,
    public_url: null,
    channels: {},
    later: () => {},
    reader: nodeReader,
    charts,
    write_pack: writePack,
    list_reader: readList,
    ...(options.live === false ? {} : { live: openLive(), forms: nodeForms }),
  });

  const as: ConsoleFixture["as"] = (who, work, minutes_ago = 0) =>
    district.session(who, work, new Date(systemClock.now().getTime() - minutes_ago * 60_000));
  const loginPath = async (who: Member): Promise<string> =>
    `/login/${await as(who, (session) => makeLogin(session, who.id, LOGIN_MINUTES))}`;

  const visitor: ConsoleFixture["visitor"] = async (who, language = "zh-CN") => {
    const cookies = new Map<string, string>();
    const ask = async (path: string, init: RequestInit = {}): Promise<SeenFile> => {
      const cookie = [...cookies].map((one) => one.join("=")).join("; ");
      const sent = { cookie, origin: ORIGIN, "accept-language": language };
      const response = await app.request(ORIGIN + path, { ...init, headers: sent });
      for (const set of response.headers.getSetCookie()) {
        const [name, value] = set.split(";")[0]!.split("=");
        cookies.set(name!, value!);
      }
      const { status, headers } = response;
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { status, headers, location: headers.get("location"), html: new TextDecoder().decode(bytes), bytes };
    };
    const post: Visitor["post"] = (path, fields = {}) =>
      ask(path, { method: "POST", body: new URLSearchParams(fields) });
    if (who) await post(await loginPath(who));
    return { get: ask, post, send: (path, form) => ask(path, { method: "POST", body: form }) };
  };

  const outbox = async (): Promise<string[]> => {
    const { rows } = await database.query<{ body_sealed: string }>("select body_sealed from outbox order by seq");
    const bodies = await Promise.all(rows.map((row) => sealer.open(row.body_sealed, "outbox.body")));
    return bodies.map((body) => JSON.parse(body).reply.text);
  };
  return { app, district, as, loginPath, visitor, outbox };
}
