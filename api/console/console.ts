import { Hono } from "hono";
import type { AppParts } from "../parts.ts";
import { type StaffEnv, whoVisits } from "../session/who.ts";
import { auditPages } from "./audit/audit.ts";
import { coveragePages } from "./coverage/coverage.ts";
import { crisisPages } from "./crises/crises.ts";
import { desk } from "./desk.ts";
import { directoryPages } from "./directory/directory.ts";
import { dispatchPages, dispatchTasks } from "./dispatch/dispatch.ts";
import { formPages } from "./forms/forms.ts";
import { doorPages } from "./hand-over/doors.ts";
import { handOverPages } from "./hand-over/hand-over.ts";
import { importPages } from "./imports/imports.ts";
import { knowledgePages } from "./knowledge/knowledge.ts";
import { peoplePages } from "./people/people.ts";
import { referralPages } from "./referral.ts";
import { referralLifePages } from "./referral-life.ts";
import { referralLog } from "./referrals/log.ts";
import { districtSettingPages } from "./settings/settings.ts";
import { staffPages } from "./staff.ts";
import { systemPages } from "./systems/systems.ts";
import { todayPages } from "./today/today.ts";
import { loginHint, onTrouble, troublePage } from "./trouble.ts";
import { visitPages } from "./visit.ts";
import { visitLog } from "./visit-log.ts";
import { visitPictures } from "./visit-picture.ts";

/**
 * `/console`: what grid workers, social workers and supervisors see in a browser. Every page works without JavaScript; who
 * sees which row is the database's row-level security, not the page's.
 */
export function consolePages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.onError(onTrouble(parts.log));
  app.use("*", async (c, next) => {
    // Names and notes: no shared or later reader of this browser finds them in its cache.
    c.header("cache-control", "no-store");
    const staff = await whoVisits(c, parts);
    if (!staff) return loginHint(c, parts.config.demo);
    c.set("staff", staff);
    await next();
  });
  app.route("/", desk(parts));
  app.route("/today", todayPages(parts));
  app.route("/crises", crisisPages(parts));
  app.route("/referrals", referralLog(parts));
  app.route("/referrals", referralPages(parts));
  app.route("/referrals", referralLifePages(parts));
  app.route("/people", peoplePages(parts));
  app.route("/visits", visitLog(parts));
  app.route("/visits", visitPictures(parts));
  app.route("/visits", visitPages(parts));
  app.route("/coverage", coveragePages(parts));
  app.route("/forms", formPages(parts));
  app.route("/dispatch", dispatchPages(parts));
  app.route("/tasks", dispatchTasks(parts));
  app.route("/directory", directoryPages(parts));
  app.route("/knowledge", knowledgePages(parts));
  app.route("/staff", staffPages(parts));
  app.route("/audit", auditPages(parts));
  app.route("/imports", importPages(parts));
  app.route("/hand-over", handOverPages(parts));
  app.route("/doors", doorPages(parts));
  app.route("/settings", districtSettingPages(parts));
  app.route("/systems", systemPages(parts));
  app.all("*", (c) => troublePage(c, 404, "not_found"));
  return app;
}
