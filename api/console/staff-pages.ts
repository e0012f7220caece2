import { html, raw } from "hono/html";
import { renderSVG } from "uqr";
import type { Staff } from "../../cases/staff/staff.ts";
import type { Html } from "../page.ts";
import { texts as auditTexts } from "./audit/texts.ts";
import { texts as importTexts } from "./imports/texts.ts";
import { address } from "./pager.ts";
import { texts } from "./texts.ts";

/** A member of staff with the messengers their phone is bound to. */
export type Member = Staff & { channels: string[] };

const PATH = "/console/staff";

/** @param invitable whom the reader may make a code for */
export function staffBody(
  members: Member[],
  at: { page: number; more: boolean },
  invitable: (member: Staff) => boolean,
  reader: Staff,
): Html {
  const t = texts.staff;
  const heads = [t.name, t.role, t.grids, t.accounts];
  const page = (number: number): string => address(PATH, { page: number > 1 ? String(number) : undefined });
  const newer =
    at.page > 1 ? html`<a class="button" rel="prev" href="${page(at.page - 1)}">${texts.pages.previous}</a>` : "";
  const next = at.more ? html`<a class="button" rel="next" href="${page(at.page + 1)}">${texts.pages.next}</a>` : "";
  const table = html`<table class="rows staff" role="table" data-rows>
<caption class="hidden">${t.title}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}<th role="columnheader" scope="col"><span class="hidden">${t.actions}</span></th></tr></thead>
<tbody role="rowgroup">${members.map((member) => row(member, invitable(member)))}</tbody>
</table>`;
  const parts = [
    ["/console/hand-over", t.hand_over],
    ["/console/doors", t.doors],
    ["/console/audit", auditTexts.heading],
    ...(reader.role === "admin" ? [["/console/imports", importTexts.entry]] : []),
  ];
  return html`<h1>${t.title}</h1>
<div class="buttons">${parts.map(([href, label]) => html`<a class="button" href="${href}">${label}</a>`)}</div>
${members.length > 0 ? table : html`<p class="empty">${t.empty}</p>`}
${newer || next ? html`<nav class="pager" aria-label="${texts.pages.label}">${newer}${next}</nav>` : ""}`;
}

function row(member: Member, invitable: boolean): Html {
  const t = texts.staff;
  const bound = member.channels.map((channel) => t.channels[channel] ?? channel).join("、");
  const invite = html`<form method="post" action="${PATH}/${member.id}/invite"><button aria-label="${t.invite_for(member.name)}">${t.invite}</button></form>`;
  const unbind = html`<a class="button" href="${PATH}/${member.id}/unbind" aria-label="${t.unbind_for(member.name)}">${t.unbind}</a>`;
  return html`<tr role="row">
<th role="rowheader" scope="row" class="name">${member.name}</th>
<td role="cell" class="role">${texts.roles[member.role]}</td>
<td role="cell" class="grid">${grids(member)}</td>
<td role="cell" class="accounts">${bound || html`<span class="muted">${t.unbound}</span>`}</td>
<td role="cell" class="actions"><div class="buttons">${invitable ? invite : ""}${unbind}</div></td>
</tr>`;
}

/** Only grid workers are expected to have grids. */
function grids(member: Member): Html {
  if (member.areas.length > 0) return html`${member.areas.map((area) => area.name).join("、")}`;
  return member.role === "grid_worker" ? html`<span class="muted">${texts.staff.no_grids}</span>` : html``;
}

/** Quiet around a code, in modules, as scanners need it (ISO/IEC 18004). */
const QUIET = 4;

/**
 * Words as a QR code, drawn as SVG in the page: dark on white in every scheme, as scanners want it.
 * @param label what it is, for whoever does not see it
 */
function qrCode(words: string, label: string): Html {
  // Made of squares and numbers only; none of the words stand in it.
  const drawn = renderSVG(words, { border: QUIET, ecc: "M" });
  return html`<div class="qr" role="img" aria-label="${label}">${raw(drawn)}</div>`;
}

/** The invite code, shown once. @param bot the Telegram bot's name without @, null when it is not known */
export function codePage(member: Staff, code: string, bot: string | null): Html {
  const t = texts.staff.code;
  const spaced = code.replace(/(.{5})(?=.)/g, "$1 ");
  const link = `https://t.me/${bot}?start=${code}`;
  const telegram =
    bot === null
      ? html`${t.telegram_typed} <code>/start ${code}</code>`
      : html`${t.telegram} <a href="${link}" rel="noreferrer">${link}</a>`;
  return html`<div class="narrow card"><h1>${t.title(member.name)}</h1>
<p class="code" tabindex="-1" data-focus>${spaced}</p>
${qrCode(bot === null ? code : link, bot === null ? t.qr_code : t.qr_link)}
<p class="muted">${bot === null ? t.qr_code : t.qr_link}</p>
<p>${t.once}</p>
<ul><li>${telegram}</li><li>${t.line}</li></ul>
<p><a class="button" href="${PATH}">${t.again}</a></p></div>`;
}

/** Asks before a phone is cut off. */
export function unbindPage(reader: Staff, member: Staff): Html {
  const t = texts.staff.sure;
  return html`<div class="narrow card"><h1>${t.title(member.name)}</h1>
<p>${t.what}</p>
<p>${t.after}</p>
${member.id === reader.id ? html`<p class="error">${t.self}</p>` : ""}
<div class="buttons"><form method="post" action="${PATH}/${member.id}/unbind"><button class="danger">${t.yes}</button></form>
<a class="button" href="${PATH}">${texts.cancel}</a></div></div>`;
}
