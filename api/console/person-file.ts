import { Hono } from "hono";
import { html } from "hono/html";
import { type PersonEvent, type PersonFile, readPerson } from "../../cases/people/read.ts";
import type { ReferralStatus } from "../../cases/referrals/moves.ts";
import type { Html } from "../page.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { formsLink } from "./forms/link.ts";
import { consolePage } from "./layout.ts";
import { statusMark } from "./marks.ts";
import { idOf } from "./read-form.ts";
import { texts } from "./texts.ts";
import { chinaTime } from "./times.ts";
import { pictureLinks } from "./visit-picture.ts";

/** `GET /console/people/:id`: a person's file (一人一档) with everything the reader may see of it, newest first. */
export function personFile(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/:id", async (c) => {
    const staff = c.get("staff");
    const file = await asStaff(parts, staff, (session) => readPerson(session, idOf(c)));
    const title = `${texts.person.title} ${file.ref}`;
    return c.html(consolePage({ staff, title, section: null }, fileBody(file)));
  });
  return app;
}

function fileBody(file: PersonFile): Html {
  const t = texts.person;
  return html`<div class="title"><h1>${file.name ?? texts.unnamed}</h1> <span class="muted">${file.ref}</span></div>
<p class="muted">${t.read_is_kept}</p>
<div class="columns">
<section class="card aside"><h2>${t.title}</h2>${facts(file)}</section>
<section class="card"><h2>${t.timeline}</h2>
${file.timeline.length > 0 ? html`<ol class="timeline">${file.timeline.map(line)}</ol>` : html`<p class="muted">${t.empty}</p>`}
</section>
</div>`;
}

function facts(file: PersonFile): Html {
  const t = texts.person;
  const fact = (label: string, value: Html | string | null): Html =>
    html`<div><dt>${label}</dt><dd>${value ?? html`<span class="muted">${texts.unknown}</span>`}</dd></div>`;
  const age =
    file.age_from === null
      ? null
      : html`${t.aged(file.age_from, file.age_to ?? file.age_from)}${file.age_on ? html` <span class="muted">${t.said_on(file.age_on)}</span>` : ""}`;
  return html`<dl class="facts">
${fact(t.sex, file.sex)}
${fact(t.age, age)}
${fact(t.address, file.address)}
${fact(t.grid, file.area)}
${file.stage ? fact(t.stage, texts.stages[file.stage] ?? file.stage) : ""}
${file.tags.length > 0 ? fact(t.tags, file.tags.join("、")) : ""}
</dl>`;
}

function line(event: PersonEvent): Html {
  const t = texts.person;
  const ref = event.ref ? html` <span class="muted">${event.ref}</span>` : "";
  const what: Record<PersonEvent["kind"], () => Html> = {
    visit: () =>
      html`<strong>${t.kinds.visit}</strong>${event.status ? ` ${event.status}` : ""}${ref} ${pictureLinks({ ...event, ref: event.ref ?? "" })} ${formsLink({ id: event.id, ref: event.ref ?? "" })}`,
    referral: () =>
      html`<strong>${t.kinds.referral}</strong> <a href="/console/referrals/${event.id}">${event.ref}</a> ${statusMark(event.status as ReferralStatus)}`,
    follow_up: () => html`<strong>${t.kinds.follow_up}</strong> ${t.follow_up[event.status ?? ""] ?? ""}`,
  };
  const words = event.kind === "follow_up" && event.words === "agreed" ? t.agreed : event.words;
  return html`<li><p>${what[event.kind]()}</p><p class="muted"><time>${chinaTime(event.at)}</time></p><p class="words">${words}</p></li>`;
}
