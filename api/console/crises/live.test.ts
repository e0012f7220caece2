/** Whoever waits for crises: a stream on Node, an answer where nothing outlives a response. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acknowledgeCrisis } from "../../../cases/crises/acknowledge.ts";
import { recordCrisis } from "../../../cases/crises/record.ts";
import { unbindStaff } from "../../../cases/staff/unbind.ts";
import { ENGINES } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { newId } from "../../../platform/id.ts";
import { type ConsoleFixture, consoleFixture } from "../fixture.ts";

const AT = "http://localhost/console/crises/live";

interface Reading {
  /** The next message that is no heartbeat; null when the stream has ended. */
  next(): Promise<{ event: string; id: string } | null>;
  close(): Promise<void>;
}

describe.each(ENGINES)("what happens to crises on %s", (_engine, open) => {
  let database: Database;
  let house: ConsoleFixture;
  beforeAll(async () => {
    database = await open();
    house = await consoleFixture(database);
  });
  afterAll(() => database.close());

  const record = async (): Promise<string> => {
    const report = { inbox_id: newId(), level: "red", kind: "fire", rules: ["fire.seen"], words: "五栋着火" } as const;
    return (await house.as(house.district.staff.worker, (session) =>
      recordCrisis(session, { ...report, rules: [...report.rules] }),
    ))!.id;
  };
  const cookieOf = async (who: "supervisor" | "second_supervisor" | "social"): Promise<string> => {
    const path = await house.loginPath(house.district.staff[who]);
    const answer = await house.app.request(`http://localhost${path}`, {
      method: "POST",
      headers: { origin: "http://localhost" },
    });
    return answer.headers.getSetCookie()[0]!.split(";")[0]!;
  };
  async function follow(cookie: string, headers: Record<string, string> = {}, query = ""): Promise<Reading> {
    const answer = await house.app.request(AT + query, {
      headers: { cookie, accept: "text/event-stream", ...headers },
    });
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    const reader = answer.body!.getReader();
    const decoder = new TextDecoder();
    let read = "";
    return {
      async next() {
        for (;;) {
          const end = read.indexOf("\n\n");
          if (end >= 0) {
            const message = read.slice(0, end);
            read = read.slice(end + 2);
            const event = /^event: (.*)$/m.exec(message)?.[1];
            if (event) return { event, id: /^id: (.*)$/m.exec(message)?.[1] ?? "" };
            continue;
          }
          const { done, value } = await reader.read();
          if (done) return null;
          read += decoder.decode(value, { stream: true });
        }
      },
      close: () => reader.cancel(),
    };
  }

  test("comes to everybody who listens, and again from where a connection was lost", async () => {
    const [one, other] = [await cookieOf("supervisor"), await cookieOf("second_supervisor")];
    const streams = [await follow(one), await follow(other)];
    for (const stream of streams) expect((await stream.next())!.event).toBe("ready");
    const id = await record();
    const seen = await Promise.all(streams.map((stream) => stream.next()));
    expect(seen.map((message) => message!.event)).toEqual(["changed", "changed"]);
    await streams[1]!.close();

    await house.as(house.district.staff.supervisor, (session) => acknowledgeCrisis(session, id));
    const later = (await streams[0]!.next())!;
    expect(later.event).toBe("changed");
    await streams[0]!.close();
    // The one that was away hears of it at once; who has seen it hears nothing until something happens.
    const back = await follow(other, { "last-event-id": seen[1]!.id });
    expect((await back.next())!.event).toBe("changed");
    const known = await follow(one, { "last-event-id": later.id });
    await record();
    const news = (await known.next())!;
    expect(news.event).toBe("changed");
    expect(news.id).not.toBe(later.id);
    await Promise.all([back.close(), known.close()]);
  });

  test("is not told to whoever may not see it, and a session that ended hears no more", async () => {
    const social = await follow(await cookieOf("social"), {}, "?since=0");
    await record();
    const supervisor = await follow(await cookieOf("supervisor"), {}, "?since=0");
    expect((await supervisor.next())!.event).toBe("changed");
    await house.as(house.district.staff.admin, (session) => unbindStaff(session, house.district.staff.social.id));
    await record();
    expect(await social.next()).toBeNull();
    await supervisor.close();
  });

  test("is answered as JSON where a process does not outlive its response, also when a stream is asked for", async () => {
    const bare = await consoleFixture(database, { live: false, district_id: 2 });
    const { staff } = bare.district;
    const path = await bare.loginPath(staff.supervisor);
    const signed_in = await bare.app.request(`http://localhost${path}`, {
      method: "POST",
      headers: { origin: "http://localhost" },
    });
    const cookie = signed_in.headers.getSetCookie()[0]!.split(";")[0]!;
    const ask = async (since: string): Promise<{ cursor: string; changed: boolean }> =>
      JSON.parse(
        await (
          await bare.app.request(`${AT}?since=${since}`, { headers: { cookie, accept: "text/event-stream" } })
        ).text(),
      );
    const { cursor, changed } = await ask("");
    expect(changed).toBe(false);
    expect((await ask(cursor)).changed).toBe(false);
    const report = { inbox_id: newId(), level: "red" as const, kind: "fire", rules: [], words: "着火" };
    await bare.as(staff.worker, (session) => recordCrisis(session, report));
    const news = await ask(cursor);
    expect(news.changed).toBe(true);
    expect((await ask(news.cursor)).changed).toBe(false);
    expect((await bare.app.request(AT)).status).toBe(401);
  });
});
