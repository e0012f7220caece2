import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { acknowledgeCrisis } from "../../cases/crises/acknowledge.ts";
import { recordIn } from "../../cases/crises/fixture.ts";
import {
  minutesAfter,
  NOW,
  referralTo,
  refused,
  type SeededDistrict,
  seedDistrict,
  testSealer,
} from "../../cases/fixture.ts";
import { advanceReferral } from "../../cases/referrals/advance.ts";
import { raiseReferral } from "../../cases/referrals/raise.ts";
import { listDeliveries, sendDeadAgain, sweepDeliveries } from "../../cases/webhooks/deliveries.ts";
import { listEndpoints, registerEndpoint, removeEndpoint } from "../../cases/webhooks/endpoints.ts";
import type { WebhookEvent } from "../../cases/webhooks/events.ts";
import { WEBHOOK_WAKE } from "../../cases/webhooks/put.ts";
import { stoppedClock } from "../../platform/clock.ts";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { createLog } from "../../platform/log.ts";
import { nodePost } from "./post.ts";
import { openReceiver, type Receiver } from "./receiver-fixture.ts";
import { sendWebhooks } from "./send.ts";

const DAY = 24 * 60;
/** Well over what a delivery takes, also on a busy machine. */
const SOON = { timeout: 20_000, interval: 20 };

describe.each(ENGINES)("webhooks out on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  let receiver: Receiver;
  let sender: { stop(): Promise<void> };
  let logged: string[];
  const clock = stoppedClock(NOW.toISOString());
  let minute = 0;
  let number = 0;

  beforeAll(async () => {
    database = await open();
    district = await seedDistrict(database, await testSealer(), 1);
    receiver = await openReceiver();
  });
  afterAll(async () => {
    await receiver.close();
    await database.close();
  });
  beforeEach(async () => {
    logged = [];
    receiver.taken.length = 0;
    receiver.tried.length = 0;
    sender = await sendWebhooks(
      { database, sealer: district.sealer, clock, log: createLog("info", (line) => logged.push(line)) },
      nodePost([receiver.host], 2_000),
    );
  });
  afterEach(async () => {
    await sender.stop();
    for (const { id } of await as("admin", listEndpoints)) await as("admin", (s) => removeEndpoint(s, id));
  });

  const as = <T>(who: keyof SeededDistrict["staff"], work: Parameters<typeof district.session<T>>[1]) =>
    district.session(district.staff[who], work, minutesAfter(minute));
  /** Lets time pass, and wakes the sender. */
  const after = async (minutes: number): Promise<void> => {
    minute += minutes;
    clock.set(minutesAfter(minute).toISOString());
    await database.query("select pg_notify($1, '')", [WEBHOOK_WAKE]);
  };
  /** An endpoint at a path of its own, with its ping taken. */
  const endpoint = async (events: WebhookEvent[], answers?: number | "silence") => {
    const path = `/hook-${++number}`;
    if (answers !== undefined) receiver.answers.set(path, answers);
    const made = await as("admin", async (session) => {
      const registered = await registerEndpoint(session, { url: `http://${receiver.host}${path}`, events }, [
        receiver.host,
      ]);
      // The ping goes out with the COMMIT.
      receiver.secrets.set(path, registered.secret);
      return registered;
    });
    if (answers === undefined) await vi.waitFor(() => expect(typesAt(path)).toEqual(["ping"]), SOON);
    return { ...made, path };
  };
  const at = (path: string) => receiver.taken.filter((one) => one.path === path);
  const typesAt = (path: string) => at(path).map(({ body }) => body.type);
  const deliveries = (id: string) => as("supervisor", (s) => listDeliveries(s, id, 50));
  const raise = () => as("worker", (s) => raiseReferral(s, referralTo(district)));

  test("tells of a referral by ids and states, signed, and of nothing that was not asked for", async () => {
    const { path, id } = await endpoint(["referral.moved"]);
    const other = await endpoint(["need.closed"]);
    const referral = await raise();
    await as("social", (s) => advanceReferral(s, referral.id, { to: "rejected", reason: "王秀兰不在本区" }));
    await vi.waitFor(() => expect(typesAt(path)).toHaveLength(3), SOON);
    expect(at(path).map(({ body }) => body.data)).toEqual([
      {},
      { referral_id: referral.id, from: null, to: "requested" },
      { referral_id: referral.id, from: "requested", to: "rejected" },
    ]);
    const last = at(path)[2]!;
    expect(last.body).toMatchObject({ id: last.id, timestamp: minutesAfter(minute).toISOString() });
    expect(last.timestamp).toBe(minutesAfter(minute).getTime() / 1000);
    expect(JSON.stringify(receiver.taken)).not.toMatch(/王秀兰|午饭|河口/);
    expect(typesAt(other.path)).toEqual(["ping"]);
    await vi.waitFor(
      async () => expect((await deliveries(id)).map(({ state }) => state)).toEqual(Array(3).fill("delivered")),
      SOON,
    );
  });

  test("what is rolled back is told to nobody", async () => {
    const { path, id } = await endpoint(["referral.moved"]);
    const failed = as("worker", async (session) => {
      await raiseReferral(session, referralTo(district));
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    await after(1);
    expect(await deliveries(id)).toHaveLength(1);
    expect(typesAt(path)).toEqual(["ping"]);
  });

  test("tries again later and later with the same id, and goes on when the other side is back", async () => {
    const { path, id } = await endpoint(["referral.moved"]);
    receiver.answers.set(path, 503);
    await raise();
    await vi.waitFor(
      async () => expect((await deliveries(id))[0]).toMatchObject({ attempts: 1, last_status: 503 }),
      SOON,
    );
    const [waiting] = await deliveries(id);
    expect(Date.parse(waiting!.not_before!) - minutesAfter(minute).getTime()).toBe(5_000);
    await after(1);
    await vi.waitFor(async () => expect((await deliveries(id))[0]).toMatchObject({ attempts: 2, state: "open" }), SOON);
    receiver.answers.delete(path);
    await after(1);
    await vi.waitFor(() => expect(typesAt(path)).toEqual(["ping", "referral.moved"]), SOON);
    expect(new Set(receiver.tried.slice(1).map((one) => one.id))).toEqual(new Set([waiting!.event_id]));
    expect(logged.join("\n")).not.toContain("hook-");
  });

  test("is given up after three days, is said on the list, and can be sent once more", async () => {
    const { path, id } = await endpoint(["referral.moved"]);
    receiver.answers.set(path, 500);
    await raise();
    await vi.waitFor(async () => expect((await deliveries(id))[0]).toMatchObject({ attempts: 1 }), SOON);
    await after(3 * DAY + 1);
    await vi.waitFor(
      async () => expect((await deliveries(id))[0]).toMatchObject({ state: "dead", last_status: 500 }),
      SOON,
    );
    expect((await as("supervisor", listEndpoints)).find((one) => one.id === id)).toMatchObject({
      dead: 1,
      last_status: 500,
    });
    receiver.answers.delete(path);
    expect(await as("admin", (s) => sendDeadAgain(s, id))).toBe(1);
    await vi.waitFor(() => expect(typesAt(path)).toEqual(["ping", "referral.moved"]), SOON);
    // Taken over there is not yet written down here.
    await vi.waitFor(async () => expect((await deliveries(id))[0]).toMatchObject({ state: "delivered" }), SOON);
    await after(31 * DAY);
    await district.service(sweepDeliveries, minutesAfter(minute));
    expect(await deliveries(id)).toEqual([]);
  });

  test("one that never answers holds up neither people nor other systems", async () => {
    const silent = await endpoint(["referral.moved"], "silence");
    await vi.waitFor(() => expect(receiver.tried.some((one) => one.path === silent.path)).toBe(true), SOON);
    const other = await endpoint(["referral.moved"]);
    const referral = await raise();
    await vi.waitFor(() => expect(typesAt(other.path)).toEqual(["ping", "referral.moved"]), SOON);
    expect(at(other.path)[1]!.body.data).toMatchObject({ referral_id: referral.id });
    await vi.waitFor(
      async () => expect((await deliveries(silent.id)).at(-1)).toMatchObject({ last_fault: "timeout" }),
      SOON,
    );
  });

  test("a redirect is not followed", async () => {
    const { id } = await endpoint(["referral.moved"], 307);
    await vi.waitFor(
      async () => expect((await deliveries(id))[0]).toMatchObject({ last_status: 307, last_fault: "redirect" }),
      SOON,
    );
    expect(receiver.tried.map(({ path }) => path)).not.toContain("/elsewhere");
  });

  test("a crisis is told by its states; the writer's own distress is told to nobody", async () => {
    const { path, id } = await endpoint(["crisis.recorded", "crisis.acknowledged"]);
    const own = await recordIn(district, { words: null }, "worker", minute);
    const crisis = await recordIn(district, {}, "worker", minute);
    await as("supervisor", (s) => acknowledgeCrisis(s, crisis.id));
    await vi.waitFor(() => expect(typesAt(path)).toEqual(["ping", "crisis.recorded", "crisis.acknowledged"]), SOON);
    expect(at(path)[2]!.body.data).toEqual({ crisis_id: crisis.id, ref: crisis.ref, level: "red" });
    expect(await deliveries(id)).toHaveLength(3);
    expect(JSON.stringify(at(path))).not.toContain(own.id);
  });

  test("only admins change it, supervisors look; addresses are https and hold no password; the secret is sealed", async () => {
    const add = (url: string, events: readonly string[] = ["need.closed"]) =>
      refused(as("admin", (s) => registerEndpoint(s, { url, events }, [])));
    for (const url of [
      ...["http://example.org/", "https://user:pw@example.org/", "ftp://example.org/", "example.org", "https://"],
      `http://${receiver.host}/`,
    ])
      expect(await add(url), url).toBe("webhook_url");
    expect(await add("https://example.org/", ["person.named"])).toBe("webhook_events");
    expect(await add("https://example.org/", [])).toBe("webhook_events");
    for (const who of ["supervisor", "worker", "social"] as const)
      expect(
        await refused(
          as(who, (s) => registerEndpoint(s, { url: "https://example.org/", events: ["need.closed"] }, [])),
        ),
      ).toBe("not_yours_to_move");
    const { id, secret } = await endpoint(["need.closed"]);
    expect(await as("worker", listEndpoints)).toEqual([]);
    expect(await refused(as("supervisor", (s) => removeEndpoint(s, id)))).toBe("not_yours_to_move");
    const kept = await district.service(({ tx }) => tx.query("select * from webhook_endpoints"));
    expect(JSON.stringify(kept.rows)).not.toContain(secret);
  });
});
