/** A receiver without an account and the desk's side of it, in a real browser: from the link to the resident's word. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { referralTo } from "../../cases/fixture.ts";
import { createPerson } from "../../cases/people/create.ts";
import { advanceReferral } from "../../cases/referrals/advance.ts";
import { beginPathway } from "../../cases/referrals/pathway/steps.ts";
import { raiseReferral } from "../../cases/referrals/raise.ts";
import { chromiumPath, launchChromium, takePicture } from "../../platform/chromium-fixture.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { AUDIT_MS, audit, type ConsoleInBrowser, LOOKS, openConsole } from "../console/browser-fixture.ts";
import { type ConsoleFixture, consoleFixture } from "../console/fixture.ts";

if (!chromiumPath) console.log("left out: the receiver's link in the browser (no Chromium)");

const pictures = process.env.DOORSTEP_PICTURES;

describe.runIf(chromiumPath !== undefined)("the receiver's link in the browser", () => {
  let database: Database;
  let house: ConsoleFixture;
  let desk: ConsoleInBrowser;
  let browser: Browser;
  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
    desk = await openConsole(house);
    browser = await launchChromium();
  }, AUDIT_MS);
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
    await database?.close();
  });

  const raise = async (): Promise<string> => {
    const { staff, areas } = house.district;
    const { id } = await house.as(staff.worker, async (session) => {
      const about = { sex: "女", age: null, area_id: areas.grid_one, household_id: null } as const;
      const person = await createPerson(session, { name: "王秀兰", ...about });
      return raiseReferral(session, referralTo(house.district, { person_id: person.id }));
    });
    return id;
  };

  /** The raiser makes a link at the desk and gets its address. */
  const linkFrom = async (page: Page, id: string): Promise<string> => {
    await page.goto(`${desk.url}/console/referrals/${id}`);
    await page.getByText("做一个链接").click();
    await page.getByLabel("您的电话").fill("0757-22320251");
    await page.getByRole("button", { name: "确定:做一个链接" }).click();
    return page.getByLabel("链接", { exact: true }).inputValue();
  };

  test.each(LOOKS)(
    "is made, opened, answered and confirmed at %s",
    { timeout: AUDIT_MS },
    async (name, options, rules) => {
      const look = name.replace(/\W+/g, "-");
      const id = await raise();
      const worker = await desk.signIn("worker", options);
      const url = await linkFrom(worker, id);
      await takePicture(worker, pictures, `link-made-${look}`);
      await audit(worker, rules);

      // An old phone: no script at all.
      const context = await browser.newContext({ locale: "zh-CN", javaScriptEnabled: false, ...options });
      const sheet = await context.newPage();
      const checked = await (await browser.newContext({ locale: "zh-CN", ...options })).newPage();
      await checked.goto(url);
      await audit(checked, rules);
      await checked.getByRole("button", { name: "打开看" }).click();
      await checked.getByText("王女士").waitFor();
      await audit(checked, rules);
      await takePicture(checked, pictures, `receiver-${look}`);

      await sheet.goto(url);
      await takePicture(sheet, pictures, `receiver-cover-${look}`);
      await sheet.getByRole("button", { name: "打开看" }).click();
      await sheet.getByLabel("您怎么称呼").fill("李医生");
      await sheet.getByRole("button", { name: "我们接" }).click();
      await sheet.getByText("转介人知道您接了").waitFor();
      await sheet.goto(url);
      await sheet.getByRole("button", { name: "打开看" }).click();
      await sheet.getByLabel("您怎么称呼").fill("李医生");
      await sheet.getByRole("button", { name: "办好了" }).click();
      await sheet.getByText("请写一句办成了什么").waitFor();
      expect(await sheet.getByLabel("您怎么称呼").inputValue()).toBe("李医生");
      await sheet.getByLabel("办成了什么").fill("每天送午饭");
      await takePicture(sheet, pictures, `receiver-refused-${look}`);
      await sheet.getByRole("button", { name: "办好了" }).click();
      await sheet.getByText("转介人知道办好了").waitFor();

      await worker.goto(`${desk.url}/console/referrals/${id}`);
      await worker.getByText("李医生(用链接回的)").first().waitFor();
      await audit(worker, rules);
      await takePicture(worker, pictures, `referral-outcome-${look}`);
      await worker.getByRole("button", { name: "居民说解决了", exact: true }).click();
      await worker.getByText("已办结").first().waitFor();
      await sheet.goto(url);
      await sheet.getByText("这个链接不能用了").waitFor();
    },
  );

  test.each(LOOKS)(
    "the page of a refusal and of a pathway at %s",
    { timeout: AUDIT_MS },
    async (name, options, rules) => {
      const look = name.replace(/\W+/g, "-");
      const { social, worker } = house.district.staff;
      const refused = await raise();
      await house.as(social, (session) => advanceReferral(session, refused, { to: "rejected", reason: "不在辖区" }));
      const stepping = await raise();
      await house.as(worker, (session) => beginPathway(session, stepping, "jingkang"));
      const supervisor = await desk.signIn("supervisor", options);
      for (const [id, picture] of [
        [refused, "referral-refused"],
        [stepping, "referral-pathway"],
      ] as const) {
        await supervisor.goto(`${desk.url}/console/referrals/${id}`);
        for (const summary of await supervisor.locator("summary").all()) await summary.click();
        await audit(supervisor, rules);
        await takePicture(supervisor, pictures, `${picture}-${look}`);
      }
      await supervisor.getByRole("button", { name: "确定:「初核登记」做完了" }).click();
      await supervisor.getByText("记下了,下一步的期限在下面。").waitFor();
      await supervisor.goto(`${desk.url}/console/referrals/${refused}`);
      await supervisor.getByText("确认不接", { exact: true }).click();
      await supervisor.getByRole("button", { name: "确定:确认不接" }).click();
      await supervisor.getByText("主管看过了").first().waitFor();
    },
  );
});
