/** The files in a real browser: what people do there by hand, on paper, and against WCAG at both widths. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordCrisis } from "../../../cases/crises/record.ts";
import { referralTo } from "../../../cases/fixture.ts";
import { STAGES, setStage } from "../../../cases/people/stages.ts";
import { addSupport, SUPPORT_ROLES } from "../../../cases/people/support.ts";
import { raiseReferral } from "../../../cases/referrals/raise.ts";
import { draftOf } from "../../../cases/visits/fixture.ts";
import { type SavedVisit, saveVisit } from "../../../cases/visits/save.ts";
import { chromiumPath, DESK, PHONE, takePicture } from "../../../platform/chromium-fixture.ts";
import { addDays, chinaDate } from "../../../platform/clock.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { newId } from "../../../platform/id.ts";
import { AUDIT_MS, auditPages, type ConsoleInBrowser, LOOKS, openConsole } from "../browser-fixture.ts";
import { type ConsoleFixture, consoleFixture } from "../fixture.ts";
import { texts as shell } from "../texts.ts";
import { texts } from "./texts.ts";

const AT = "/console/people";
const PICTURES = process.env.DOORSTEP_PEOPLE_PICTURES;

if (!chromiumPath) console.log("left out: the files in the browser (no Chromium)");
else
  describe("the files in the browser", () => {
    let database: Database;
    let house: ConsoleFixture;
    let browser: ConsoleInBrowser;
    let url: string;
    let lan: SavedVisit["people"][number];
    let like: SavedVisit["people"][number];

    beforeAll(async () => {
      database = await freshPglite();
      house = await consoleFixture(database);
      const { staff } = house.district;
      const save = (note: string, understood: Parameters<typeof draftOf>[1], ago: number) =>
        house.as(staff.worker, (s) => saveVisit(s, draftOf(note, understood)), ago);
      // More than a page holds: long notes, many referrals, a full team.
      for (let i = 0; i < 8; i++) {
        const note = `王秀兰,女,78岁,住5栋2单元401,要有人送午饭,她同意。${"她说这阵子睡不好,夜里老醒,邻居帮着看了两回。".repeat(8)}`;
        const visit = await save(
          note,
          {
            persons: [{ name: "王秀兰", sex: "女", age: ["78岁", 78, 78], address: "5栋2单元401" }],
            form: ["住", "入户"],
            met: ["本人"],
            needs: [{ words: "要有人送午饭", code: "01", person: 0 }],
            consent: ["她同意", "yes"],
          },
          3000 - i * 60,
        );
        lan = visit.people[0]!;
        if (i < 6)
          await house.as(
            staff.worker,
            (s) =>
              raiseReferral(
                s,
                referralTo(house.district, { person_id: lan.id, reason: "老人一个人住,想要有人送午饭。".repeat(6) }),
              ),
            2990 - i * 60,
          );
      }
      like = (await save("王秀蓝要送饭", { persons: [{ name: "王秀蓝" }] }, 20)).people[0]!;
      const today = chinaDate(new Date());
      for (const [i, stage] of STAGES.entries())
        await house.as(staff.worker, (s) =>
          setStage(s, lan.id, {
            stage,
            since: addDays(today, i * 30 - 200),
            words: "精防赵医生说的,单子在卫生院。".repeat(4),
          }),
        );
      for (const role of SUPPORT_ROLES.slice(0, 7))
        await house.as(staff.worker, (s) =>
          addSupport(s, lan.id, { role, name: "河口派出所钱警官", phone: "0757-22320251" }),
        );
      const crisis = { inbox_id: newId(), level: "red", kind: "fire", words: "王秀兰家五栋着火" } as const;
      await house.as(staff.worker, (s) => recordCrisis(s, { ...crisis, rules: ["fire"] }));
      browser = await openConsole(house);
      url = browser.url;
    });
    afterAll(async () => {
      await browser?.close();
      await database?.close();
    });

    test("by hand on a phone: found by name, a stage written down, a helper added", async () => {
      const page = await browser.signIn("worker", { viewport: PHONE, javaScriptEnabled: false });
      await page.goto(`${url}/console`);
      await page.getByRole("link", { name: shell.sections.people, exact: true }).click();
      await page.getByRole("textbox", { name: texts.list.name }).fill("王秀蓝");
      await page.getByRole("button", { name: texts.list.find }).click();
      await page.getByRole("link", { name: like.ref }).click();
      await page.getByRole("heading", { name: "王秀蓝" }).waitFor();
      await page.getByText(texts.stage.add).click();
      await page.getByRole("combobox", { name: texts.stage.which }).selectOption("treatment");
      await page.getByRole("textbox", { name: texts.stage.why }).fill("卫生院赵医生说在吃药");
      await page.getByRole("button", { name: texts.stage.save }).click();
      await page.getByText(texts.done.stage!).waitFor();
      await page.getByText(texts.support.add, { exact: true }).click();
      await page.getByRole("textbox", { name: texts.support.name }).fill("女儿小明");
      await page.getByRole("button", { name: texts.support.save, exact: true }).click();
      await page.getByText("女儿小明").waitFor();
      await page.context().close();
    });

    test("the fullest file is one page of A4, and what is newest stands on it", async () => {
      const page = await browser.signIn("supervisor", { viewport: DESK });
      await page.goto(`${url}${AT}/${lan.id}`);
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      if (PICTURES) writeFileSync(join(PICTURES, "file.pdf"), pdf);
      if (!PICTURES) expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      await page.emulateMedia({ media: "print" });
      // The width of the sheet within its margins.
      await page.setViewportSize({ width: 703, height: 1032 });
      await takePicture(page, PICTURES, "file-paper");
      for (const gone of [texts.merge.title, texts.stage.add, shell.logout])
        expect(await page.getByText(gone, { exact: true }).first().isVisible(), gone).toBe(false);
      const kept = ["王秀兰", texts.stage.names.rehabilitation, texts.timeline, texts.consent.title];
      for (const words of kept) expect(await page.getByText(words).first().isVisible(), words).toBe(true);
      // Nothing of it is cut off at the edge of the sheet.
      expect(await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth")).toBe(0);
      await page.context().close();
    });

    test("two files become one by hand, and are parted again", async () => {
      const page = await browser.signIn("supervisor", { viewport: DESK });
      await page.goto(`${url}${AT}/${lan.id}`);
      await page.getByRole("link", { name: texts.merge.with_ref(like.ref) }).click();
      await page.getByRole("textbox", { name: texts.merge.reason }).fill("问过女儿,同一个人");
      await page.getByRole("button", { name: texts.merge.confirm }).click();
      await page.getByText(texts.done.merged!).waitFor();
      await page.goto(`${url}${AT}/${like.id}`);
      await page.getByText(texts.merged_here(like.ref)).waitFor();
      await page.getByText(texts.merge.undo(like.ref)).click();
      await page.getByRole("textbox", { name: texts.merge.undo_reason }).fill("是两姐妹");
      await page.getByRole("button", { name: texts.merge.undo_confirm, exact: true }).click();
      await page.getByRole("heading", { name: texts.parted.title }).waitFor();
      await page.context().close();
    });

    test.each(LOOKS)("every page passes axe at %s", { timeout: AUDIT_MS }, async (name, options, rules) => {
      const page = await browser.signIn("supervisor", options);
      const paths = {
        people: AT,
        "people-empty": `${AT}?gap=employment&stage=screening`,
        file: `${AT}/${lan.id}`,
        merge: `${AT}/${lan.id}/merge?other=${like.ref}`,
        "merge-wrong": `${AT}/${lan.id}/merge?other=P-00000`,
      };
      await auditPages(page, url, paths, { name, rules, pictures: PICTURES });
      await page.context().close();
    });
  });
