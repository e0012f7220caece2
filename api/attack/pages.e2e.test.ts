/** Words that would be a program, wherever words stand: no page of the console runs them, nor does the chat. In a real Chromium. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asOwner } from "../../cases/fixture.ts";
import { playDay } from "../../cases/fixture-day.ts";
import { chromiumPath, DESK } from "../../platform/chromium-fixture.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import type { Sealer } from "../../platform/seal.ts";
import { type ConsoleInBrowser, openConsole } from "../console/browser-fixture.ts";
import { type ConsoleFixture, consoleFixture } from "../console/fixture.ts";
import { enter, openDemo } from "../demo-browser-fixture.ts";
import { ORIGIN } from "../routes-fixture.ts";
import { type Client, clientOf, consolePaths, crawl, shapeOf } from "./crawl-fixture.ts";

const RUN = "window.__hit=1";
/** Breaks out of an attribute, a text, a text area, a title, a script, an address and a template. */
const WORDS = [
  `'"><img src=x onerror=${RUN}>`,
  `</textarea></title></select></script><script>${RUN}</script>`,
  `<svg/onload=${RUN}><a href="javascript:${RUN}">按</a><iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `&lt;img src=x onerror=${RUN}&gt;{{constructor.constructor('${RUN}')()}}\${${RUN}}`,
  `<base href=//evil.example><form action=//evil.example><button formaction=javascript:${RUN}>`,
].join("");
/** Columns that people or lists fill and that stand unsealed. What a constraint refuses stays as it is. */
const PLAIN: [table: string, columns: string[]][] = [
  ["districts", ["name"]],
  ["areas", ["name"]],
  ["organizations", ["name", "description"]],
  ["services", ["name", "description", "url", "email", "fees_description", "eligibility_description"]],
  ["documents", ["title", "issuer", "doc_no", "source", "original"]],
  ["chunks", ["text", "path", "title"]],
  ["referrals", ["service_name"]],
  ["sites", ["name", "host"]],
  ["follow_ups", ["source"]],
  ["saved_filters", ["name"]],
  ["machine_tokens", ["name"]],
  ["webhook_endpoints", ["url"]],
];

/** Puts the words into every sealed column that holds words, and into the others above. @returns how many columns took them */
async function plant(database: Database, sealer: Sealer): Promise<number> {
  let taken = 0;
  await asOwner(database, async (tx) => {
    const { rows } = await tx.query<{ table: string; column: string }>(
      `select table_name as "table", column_name as "column" from information_schema.columns
       where table_schema = 'public' and column_name like '%\\_sealed' and data_type = 'text'`,
    );
    const attempt = async (sql: string, params: unknown[]): Promise<void> => {
      await tx.query("savepoint attempt");
      const done = await tx.query(sql, params).catch(() => null);
      await tx.query(`${done ? "release" : "rollback to"} savepoint attempt`);
      taken += Number((done?.affected ?? 0) > 0);
    };
    for (const { table, column } of rows) {
      const place = `${table}.${column.replace("_sealed", "")}`;
      const { rows: held } = await tx.query<{ value: string }>(
        `select ${column} as value from ${table} where ${column} is not null limit 1`,
      );
      const plain = held[0] && (await sealer.open(held[0].value, place).catch(() => null));
      // A body is JSON of ours, and a day a day; what people said is words.
      if (!plain || /^[{[]|^\d{4}-\d\d-\d\d$|^whsec_/.test(plain)) continue;
      await attempt(`update ${table} set ${column} = $1 where ${column} is not null`, [
        await sealer.seal(WORDS, place),
      ]);
    }
    for (const [table, columns] of PLAIN)
      for (const column of columns)
        await attempt(`update ${table} set ${column} = $1 where ${column} is not null`, [WORDS]);
  });
  return taken;
}

interface Seen {
  hit: number;
  csp: string[];
  live: number;
  shown: boolean;
}
/** What runs in the browser. */
const LISTEN = `document.addEventListener("securitypolicyviolation", (event) => {
  window.__csp = [...(window.__csp ?? []), event.violatedDirective + " " + event.blockedURI];
});`;
const LIVE = "img[onerror], [onload], iframe, base, a[href^='javascript'], [formaction], script:not([src])";
const SEEN = `({ hit: window.__hit ?? 0, csp: window.__csp ?? [], live: document.querySelectorAll("${LIVE}").length,
  shown: document.body.innerText.includes("onerror=") })`;

/** Watches a page for anything that ran or that its own policy had to stop. */
async function watched(page: Page): Promise<{ faults: string[]; look(path: string): Promise<void> }> {
  const faults: string[] = [];
  await page.addInitScript(LISTEN);
  page.on("dialog", async (dialog) => {
    faults.push(`dialog ${page.url()}`);
    await dialog.dismiss();
  });
  page.on("pageerror", (error) => faults.push(`${page.url()} ${error.message}`));
  page.on("request", (request) => {
    if (new URL(request.url()).hostname === "evil.example") faults.push(`${page.url()} asks ${request.url()}`);
  });
  return {
    faults,
    async look(path) {
      const seen = await page.evaluate<Seen>(SEEN);
      if (seen.hit || seen.csp.length || seen.live) faults.push(`${path} ${JSON.stringify(seen)}`);
      if (seen.shown) shown += 1;
    },
  };
}
let shown = 0;

describe.runIf(chromiumPath)("words that would be a program", () => {
  describe("in the console", () => {
    let database: Database;
    let house: ConsoleFixture;
    let browser: ConsoleInBrowser;
    const uploads: string[] = [];
    beforeAll(async () => {
      database = await freshPglite();
      house = await consoleFixture(database);
      await playDay(house.district);
      const supervisor = await clientOf(house, house.district.staff.supervisor);
      uploads.push(await upload(supervisor, "/console/knowledge/upload", `${WORDS.replaceAll("/", "∕")}.md`, DOCUMENT));
      expect(await plant(database, house.district.sealer)).toBeGreaterThan(25);
      browser = await openConsole(house);
    });
    afterAll(async () => {
      await browser?.close();
      await database?.close();
    });

    test("stand on its pages as words, in names, notes, titles, file names and addresses", async () => {
      const visitor = await clientOf(house, house.district.staff.admin);
      const pages = (await crawl(visitor, consolePaths(house.app))).filter(({ headers }) =>
        /html/.test(headers.get("content-type") ?? ""),
      );
      const paths = [...new Map(pages.map(({ path }) => [shapeOf(path), path])).values()];
      const page = await browser.signIn("admin", { viewport: DESK });
      const { faults, look } = await watched(page);
      shown = 0;
      const asked = `q=${encodeURIComponent(WORDS)}&done=${encodeURIComponent(WORDS)}`;
      for (const path of [...uploads, ...paths, `/console/knowledge?${asked}`, `/console/directory?${asked}`]) {
        await page.goto(browser.url + path, { waitUntil: "load" });
        await look(path);
      }
      expect(faults).toEqual([]);
      expect(paths.length).toBeGreaterThan(40);
      expect(shown).toBeGreaterThan(15);
    }, 240_000);
  });

  test("in the chat stand as words: in what was said, in the card, in the sources and on the buttons", async () => {
    const demo = await openDemo();
    try {
      const { database } = demo.parts;
      await asOwner(database, (tx) =>
        tx.query("update documents set title = title || $1, issuer = $1, source = $1", [WORDS]),
      );
      await asOwner(database, (tx) => tx.query("update services set name = name || $1, description = $1", [WORDS]));
      const page = await demo.atTheDoor("grid_worker", { viewport: DESK });
      await enter(page);
      const { faults, look } = await watched(page);
      await page.reload();
      shown = 0;
      for (const said of [
        WORDS,
        `今天去了一网格5栋2单元401王秀兰家 七十八了 她说${WORDS} 药快没了`,
        "低保怎么申请",
        "附近哪里有老年食堂",
      ]) {
        const answers = page.locator("#log .message.theirs:not([hidden])");
        const before = await answers.count();
        await page.locator("#words").fill(said);
        await page.locator("#words").press("Enter");
        await expect.poll(() => answers.count(), { timeout: 30_000 }).toBeGreaterThan(before);
        await look(said.slice(0, 20));
      }
      await page.reload();
      await look("after a reload");
      expect(faults).toEqual([]);
      expect(shown).toBeGreaterThan(2);
    } finally {
      await demo.close();
    }
  }, 180_000);
});

const DOCUMENT = `---
title: '${WORDS.replaceAll("'", "''")}'
issuer: '${WORDS.replaceAll("'", "''")}'
region: "000000"
source: 'javascript:${RUN}'
---

# ${WORDS}

第一条 ${WORDS}

- [按](javascript:${RUN})
- ![x](x"onerror=${RUN})

第二条 生活困难的老人可以申请补贴。
`;

/** @returns where the preview stands */
async function upload(visitor: Client, path: string, name: string, words: string): Promise<string> {
  const form = new FormData();
  form.set("file", new File([words], name));
  const sent = new Request(ORIGIN + path, { method: "POST", body: form });
  const body = Buffer.from(await sent.arrayBuffer()).toString();
  const headers = { origin: ORIGIN, "content-type": sent.headers.get("content-type")! };
  const answer = await visitor.ask(path, { method: "POST", headers, body });
  expect(answer.status, await answer.text()).toBe(303);
  return answer.headers.get("location")!;
}
