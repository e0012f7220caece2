/** The console in the language of its reader: every page that the audit walks through, without a browser. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "../../bot/conversation/ask.ts";
import type { Turn } from "../../bot/conversation/turn.ts";
import { loadTraditional, traditionalNow } from "../../bot/language/traditional.ts";
import { followUpTexts } from "../../bot/texts/follow-ups.ts";
import { recordCrisis } from "../../cases/crises/record.ts";
import { referralTo } from "../../cases/fixture.ts";
import { setCondition } from "../../cases/follow-ups/conditions.ts";
import { SHIPPED } from "../../cases/follow-ups/rules.ts";
import { setStage } from "../../cases/people/stages.ts";
import { addSupport } from "../../cases/people/support.ts";
import { advanceReferral } from "../../cases/referrals/advance.ts";
import { PATHWAYS } from "../../cases/referrals/pathway/pathways.ts";
import { raiseReferral } from "../../cases/referrals/raise.ts";
import { reviewReferral } from "../../cases/referrals/review.ts";
import { findStaff } from "../../cases/staff/staff.ts";
import { draftOf } from "../../cases/visits/fixture.ts";
import { saveVisit } from "../../cases/visits/save.ts";
import { listCorrections, reportCorrection } from "../../knowledge/directory/corrections.ts";
import { putSample, putSampleRegions, sampleText } from "../../knowledge/ingest/sample-document.ts";
import { loadDemoDirectory } from "../../knowledge/pack/load.ts";
import { chinaDate, systemClock } from "../../platform/clock.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import { texts as chat } from "../chat/texts.ts";
import { texts as frame } from "../texts.ts";
import { texts as auditTexts } from "./audit/texts.ts";
import { texts as crises } from "./crises/texts.ts";
import { texts as deskPage } from "./desk-texts.ts";
import { texts as directory } from "./directory/texts.ts";
import { type ConsoleFixture, consoleFixture } from "./fixture.ts";
import { texts as handOver } from "./hand-over/texts.ts";
import { texts as importTexts } from "./imports/texts.ts";
import { texts as knowledge } from "./knowledge/texts.ts";
import { needTexts } from "./needs-texts.ts";
import { texts as people } from "./people/texts.ts";
import { texts as referralLog } from "./referrals/texts.ts";
import { texts as settings } from "./settings/texts.ts";
import { texts as systems } from "./systems/texts.ts";
import { texts as shell } from "./texts.ts";
import { texts as today } from "./today/texts.ts";
import { visitTexts } from "./visit-texts.ts";

const FOOD = "ed29f741-1755-5b99-8fc8-a9bd65dd4296";

const HAN = /\p{Script=Han}/u;
/** What people of the test wrote, and what is answered to one of their questions. */
const SEEDED = [
  ...[
    "王秀兰",
    "王秀蓝",
    "王某",
    "入户",
    "去了王秀兰家,5栋2单元401,七十八岁,药快没了,今天再来",
    "5栋2单元401",
    "一个人住,想要有人送午饭",
    "五栋着火",
  ],
  ...[
    "写清几点送",
    "换成了0757-22320251",
    "两千元补贴",
    "没有出处",
    "网上有人说。",
    "说法",
    "搓澡师傅怎么预约",
    "全国",
  ],
  ...Object.values(SHIPPED).map(({ source }) => source),
  PATHWAYS.jingkang.source,
  "街道名单",
  "今天再来",
  "手头的资料里没有写这个。这件事问街道、乡镇的便民服务窗口，或者打 12345。",
];

/** Every text of the catalogues in Simplified; a function's with anything for what it is given. */
function textsIn(value: unknown): { words: string; fits: (shown: string) => boolean }[] {
  if (typeof value === "string") {
    // A long one is found inside other words, too.
    const fits = (shown: string) => shown === value || ([...value].length >= 6 && shown.includes(value));
    return HAN.test(value) ? [{ words: value, fits }] : [];
  }
  if (typeof value === "function") {
    try {
      const words: string = value(...Array.from({ length: value.length }, () => "¤"));
      const literal = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("¤", ".+");
      const pattern = new RegExp(`^${literal}$`);
      return HAN.test(words) ? [{ words, fits: (shown) => pattern.test(shown) }] : [];
    } catch {
      // It wants a list or a number.
      return [];
    }
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
const SIMPLIFIED = textsIn({
  ...shell,
  chat: { ...chat },
  frame: { ...frame },
  directory: { ...directory },
  knowledge: { ...knowledge },
  crises: { ...crises },
  people: { ...people },
  systems: { ...systems },
  today: { ...today },
  visit: { ...visitTexts },
  need_form: { ...needTexts },
  settings: { ...settings },
  follow_ups: { ...followUpTexts },
  hand_over: { ...handOver },
  audit: { ...auditTexts },
  desk_page: { ...deskPage },
  imports: { ...importTexts },
  referral_log: { ...referralLog },
});

/** What stands between the tags of a page, and what its attributes say to a screen reader. */
function wordsOn(html: string): string[] {
  const read = [...html.matchAll(/>([^<>]+)<|(?:aria-label|placeholder)="([^"]*)"/g)];
  return read.map(([, between, said]) => (between ?? said ?? "").trim()).filter((words) => HAN.test(words));
}

describe("the console", () => {
  let database: Database;
  let house: ConsoleFixture;
  let pages: string[];

  beforeAll(async () => {
    database = await freshPglite();
    await putSampleRegions(database);
    house = await consoleFixture(database);
    await loadDemoDirectory(database, 1);
    const { staff } = house.district;
    const draft = draftOf("去了王秀兰家,5栋2单元401,七十八岁,药快没了,今天再来", {
      persons: [{ name: "王秀兰", age: ["七十八岁", 78, 78], address: "5栋2单元401" }],
      form: ["去了", "入户"],
      flags: [["药快没了", "medication_gap"]],
      agreed_on: ["今天", chinaDate(systemClock.now())],
    });
    const visit = await house.as(staff.worker, (session) => saveVisit(session, draft), 300);
    const listed = { condition: "hardship_elder", told: "街道名单" } as const;
    await house.as(staff.worker, (session) => setCondition(session, visit.people[0]!.id, listed), 299);
    const like = draftOf("王秀蓝要送饭", { persons: [{ name: "王秀蓝" }] });
    const other = (await house.as(staff.worker, (session) => saveVisit(session, like), 290)).people[0]!;
    const stage = { stage: "treatment", since: chinaDate(systemClock.now()), words: "王秀兰" } as const;
    await house.as(staff.worker, (session) => setStage(session, visit.people[0]!.id, stage));
    const helper = { role: "family", name: "王秀蓝", phone: null } as const;
    await house.as(staff.worker, (session) => addSupport(session, visit.people[0]!.id, helper));
    const about = referralTo(house.district, { person_id: visit.people[0]!.id, visit_id: visit.id });
    const referral = await house.as(staff.worker, (session) => raiseReferral(session, about), 200);
    await house.as(staff.social, (session) => advanceReferral(session, referral.id, { to: "received" }), 100);
    await house.as(
      staff.supervisor,
      (session) => reviewReferral(session, referral.id, { verdict: "returned", words: "写清几点送" }),
      90,
    );
    const fire = { inbox_id: newId(), level: "red", kind: "fire", rules: ["fire"], words: "五栋着火" } as const;
    const crisis = (await house.as(staff.worker, (s) => recordCrisis(s, { ...fire, rules: ["fire"] }), 10))!;
    const correction = await house.as(staff.worker, async ({ tx, sealer, scope, now }) => {
      const who = { ...scope, staff_id: scope.staff_id, now };
      await reportCorrection(tx, sealer, who, { service_id: FOOD, kind: "phone", words: "换成了0757-22320251" });
      return (await listCorrections(tx, sealer, 1))[0]!;
    });
    await putSample(
      database,
      sampleText({ id: "rumour", title: "两千元补贴", doubt: "没有出处" }, "## 说法\n\n网上有人说。"),
      1,
    );
    await house.as(staff.worker, async (session) => {
      const asker = (await findStaff(session, staff.worker.id))!;
      await ask({ session, staff: asker } as Turn, "搓澡师傅怎么预约");
    });
    const gap = await house.district.service(
      async ({ tx }) => (await tx.query<{ id: string }>("select id from questions")).rows[0]!.id,
    );
    const [at, docs] = ["/console/directory", "/console/knowledge"];
    pages = [
      ...["", "/referrals", `/referrals/${referral.id}`, `/referrals/${referral.id}?done=moved`].map(
        (path) => `/console${path}`,
      ),
      ...["/crises", `/crises/${crisis.id}`, "/crises/roster", "/crises/roster/new", "/crises/drill"].map(
        (path) => `/console${path}`,
      ),
      ...[
        "/people",
        `/people/${visit.people[0]!.id}`,
        `/people/${visit.people[0]!.id}/merge?other=${other.ref}`,
        "/visits",
        `/visits/${visit.id}`,
        "/staff",
        "/systems",
        `/staff/${staff.worker.id}/unbind`,
        "/hand-over",
        "/doors",
      ].map((path) => `/console${path}`),
      ...["/today", `/today/person/${visit.people[0]!.id}`, "/settings", "/settings/rules"].map(
        (path) => `/console${path}`,
      ),
      ...["/console/audit", "/console/referrals?priority=stat&unclaimed=1"],
      "/console/nowhere",
      ...[
        at,
        `${at}?q=zzz`,
        `${at}/${FOOD}?done=assured`,
        `${at}/${FOOD}/edit`,
        `${at}/corrections/${correction.id}`,
        `${at}/import`,
      ],
      ...[docs, `${docs}?words=x`, `${docs}/rumour`, `${docs}/rumour/withdraw`, `${docs}/upload`],
      ...[
        `${docs}/gaps`,
        `${docs}/gaps?closed=1`,
        `${docs}/gaps/${gap}`,
        `${docs}/hotlines`,
        `${docs}/hotlines/propose`,
      ],
      "/",
    ];
  });
  afterAll(() => database.close());

  const read = async (language: string): Promise<[path: string, html: string][]> => {
    const visitor = await house.visitor(house.district.staff.second_supervisor, language);
    const shown: [string, string][] = [];
    for (const path of pages) shown.push([path, (await visitor.get(path)).html]);
    return shown;
  };

  test.each([
    ["en-GB,en;q=0.9", "en"],
    ["zh-TW,zh;q=0.9,en;q=0.8", "zh-Hant"],
  ] as const)("says nothing in Simplified to whoever reads %s", async (accepted, language) => {
    await loadTraditional();
    const simplified = SIMPLIFIED.filter(({ words }) => language === "en" || traditionalNow(words, []) !== words);
    expect(simplified.length).toBeGreaterThan(300);
    for (const [path, html] of await read(accepted)) {
      expect(html).toContain(`<html lang="${language}">`);
      const left = wordsOn(html).filter((words) => simplified.some(({ fits }) => fits(words)));
      expect([path, left]).toEqual([path, []]);
    }
  });

  test("has no Chinese in English but names, what people wrote, and what the directory holds", async () => {
    const { rows } = await house.district.service(({ tx }) =>
      tx.query<{ name: string }>(
        "select name from services union select name from organizations union select name from areas",
      ),
    );
    const { staff, targets } = house.district;
    const named = [...rows, ...Object.values(staff), ...Object.values(targets)];
    const data = named.map(({ name }) => name).concat(SEEDED);
    const longest = data.toSorted((one, other) => other.length - one.length);
    for (const [path, html] of await read("en")) {
      // These three show a whole service, its hours in words included.
      if (path.includes(FOOD) || path.includes("/corrections/")) continue;
      const left = wordsOn(html.replace(/<nav class="languages".*?<\/nav>/s, "")).map((words) =>
        longest.reduce((rest, one) => rest.replaceAll(one, ""), words),
      );
      expect([path, left.filter((words) => HAN.test(words))]).toEqual([path, []]);
    }
  });

  test("tells others in their language, whatever the page's is", async () => {
    const visitor = await house.visitor(house.district.staff.second_supervisor, "en");
    const crisis = /\/console\/crises\/([0-9a-f-]+)\/acknowledge/.exec((await visitor.get("/console")).html)![0];
    expect((await visitor.post(crisis)).status).toBe(303);
    expect((await house.outbox()).at(-1)).toMatch(/^C-\w+ 沈玉梅 接了/);
  });
});
