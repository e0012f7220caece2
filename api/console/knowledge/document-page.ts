import { html } from "hono/html";
import { sayEnd } from "../../../knowledge/answer/say.ts";
import type { KeptChange } from "../../../knowledge/documents/changes.ts";
import { type Segment, segmentsOf } from "../../../knowledge/documents/segments.ts";
import { type DocumentState, stateOf } from "../../../knowledge/documents/state.ts";
import type { StoredClause, StoredDocument, Version } from "../../../knowledge/documents/stored.ts";
import { type Regions, regionName } from "../../../knowledge/regions/regions.ts";
import type { Text } from "../../../knowledge/retrieve/standing.ts";
import type { Html } from "../../page.ts";
import { address } from "../pager.ts";
import { chinaTime } from "../times.ts";
import { PATH } from "./frame.ts";
import { isMarkdown, onlyHeading, type Piece, renderMarkdown } from "./markdown.ts";
import { reliabilityMark, stateMark } from "./marks.ts";
import { texts } from "./texts.ts";

export interface SeenDocument {
  document: StoredDocument;
  /** The days on which it holds, and what ends it; undefined for a version that is not retrieved. */
  standing: Text | undefined;
  /** Of the version shown; none when it is not retrieved. */
  clauses: StoredClause[];
  versions: Version[];
  changes: KeptChange[];
  names: Map<string, string>;
  regions: Regions;
  today: string;
  /** What an answer cited, as a span of the original. */
  cited: { start: number; end: number } | null;
  may_change: boolean;
}

/** One version of a document: what it is, its words with what was cited marked, and its versions. */
export function documentBody(seen: SeenDocument): Html {
  const { document, clauses, cited } = seen;
  const t = texts.document;
  const state = stateOf(seen.standing, seen.today);
  const segments = segmentsOf(document.original, clauses, cited);
  const found = segments.some((segment) => segment.pieces.some((piece) => piece.cited));
  return html`<div class="title"><h1>《${document.title}》</h1>${seen.versions[0]?.version === document.version || document.current ? stateMark(state) : ""}</div>
${notices(seen, state)}
${cited === null ? "" : found ? html`<p class="notice">${t.cited} <a class="button" href="#cited">${t.go_to_cited}</a></p>` : html`<p class="error">${t.cited_gone}</p>`}
<div class="columns">
<div class="aside panels">${facts(seen)}${changePanel(seen)}${versionList(seen)}</div>
<section class="card text"><h2>${t.text}</h2>
${clauses.length > 1 ? contents(clauses) : ""}
${textOf(seen, segments)}
</section>
</div>`;
}

/** What has to be known before the words are read. */
function notices({ document, standing, versions }: SeenDocument, state: DocumentState): Html {
  const t = texts.document;
  const now = versions.find((version) => version.current)?.version ?? null;
  const said: string[] = [];
  if (!document.current) {
    said.push(document.version === versions[0]?.version ? t.withdrawn : t.old(document.version, now));
  }
  if (state === "not_yet") said.push(t.not_yet(standing!.starts!));
  if (state === "ended") said.push(`${sayEnd(standing!)}。${t.ended}`);
  if (document.doubt) said.push(t.doubt(document.doubt));
  return html`${said.map((line) => html`<p class="error">${line}</p>`)}`;
}

function facts({ document, standing, regions }: SeenDocument): Html {
  const t = texts.document;
  const { starts: from, ends: to } = standing ?? { starts: null, ends: null };
  const fact = (name: string, value: Html | string | null): Html =>
    value === null || value === "" ? html`` : html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`<section class="card"><h2>${t.facts}</h2><dl class="facts">
${fact(t.reliability, html`${reliabilityMark(document.reliability)}${document.complete ? "" : html` <span class="mark stuck">${t.incomplete}</span>`}`)}
${fact(t.region, regionName(regions, document.region))}
${fact(t.doc_no, document.doc_no)}
${fact(t.issuer, document.issuer)}
${fact(t.published, document.published)}
${fact(t.effective_from, document.effective_from)}
${fact(t.effective_to, document.effective_to)}
${from !== null || to !== null ? fact(t.holds, t.holds_between(from, to)) : ""}
${fact(t.supersedes, document.supersedes)}
${fact(t.source, document.source)}
${fact(t.checked, document.checked_on)}
</dl></section>`;
}

function changePanel({ document, versions, may_change }: SeenDocument): Html {
  const t = texts.document;
  if (document.district_id === 0) return html`<p class="muted">${t.shared_note}</p>`;
  if (!may_change) return html``;
  const at = `${PATH}/${encodeURIComponent(document.id)}`;
  const is_used = versions.some((version) => version.current);
  const restore = !document.current && document.version !== versions[0]?.version;
  return html`<section class="card"><h2>${t.change}</h2><div class="moves">
<a class="button" href="${address(`${PATH}/upload`, { of: document.id })}">${t.new_version}</a>
${document.current ? html`<form method="post" action="${at}/checked"><input type="hidden" name="shown" value="${document.version}"><button>${t.check}</button></form>` : ""}
<a class="button" href="${at}/undo">${t.undo}</a>
${restore ? html`<a class="button" href="${at}/restore?version=${document.version}">${t.restore(document.version)}</a>` : ""}
${is_used ? html`<a class="button" href="${at}/withdraw">${t.withdraw}</a>` : ""}
</div></section>`;
}

function versionList({ document, versions, changes, names }: SeenDocument): Html {
  const t = texts.document;
  const shared = document.district_id === 0 ? "1" : undefined;
  const at = `${PATH}/${encodeURIComponent(document.id)}`;
  const said = (at: string, who: string, what: string): Html =>
    html`<p class="muted">${chinaTime(at)} ${who} ${what}</p>`;
  const entry = (version: Version, i: number): Html => {
    const change = changes.find((one) => one.version === version.version && one.action !== "checked");
    const who = change ? (names.get(change.staff_id) ?? "") : texts.system;
    const what = change ? t.actions[change.action] : t.actions.added;
    const from = change?.restored_from ? `(${t.version(change.restored_from)})` : "";
    const older = versions[i + 1];
    const compare = older
      ? html` <a href="${address(`${at}/compare`, { from: String(older.version), to: String(version.version), shared })}">${t.compare}</a>`
      : "";
    const checks = changes
      .filter((one) => one.version === version.version && one.action === "checked")
      .map((one) => said(one.changed_at, names.get(one.staff_id) ?? "", t.actions.checked));
    return html`<li><p><a href="${address(at, { version: String(version.version), shared })}"${version.version === document.version ? html` aria-current="true"` : ""}>${t.version(version.version)}</a> ${version.current ? html`<span class="mark runs">${t.in_use}</span>` : ""}${compare}</p>
${said(version.ingested_at, who, `${what}${from}`)}${checks}</li>`;
  };
  return html`<section class="card"><h2>${t.versions}</h2><ul class="timeline">${versions.map(entry)}</ul></section>`;
}

function contents(clauses: readonly StoredClause[]): Html {
  return html`<details class="contents"><summary class="button">${texts.document.contents(clauses.length)}</summary><ol class="plain-links">${clauses.map(
    (clause) => html`<li><a href="#clause-${clause.ordinal}">${clause.path || `#${clause.ordinal + 1}`}</a></li>`,
  )}</ol></details>`;
}

/** The original from its beginning to its end, with its clauses as places to lead to. */
function textOf({ document, clauses }: SeenDocument, segments: readonly Segment[]): Html {
  const formatted = isMarkdown(document.original);
  let marked = false;
  const run = (piece: Piece): Html => {
    if (!piece.cited) return html`${piece.text}`;
    const id = marked ? "" : html` id="cited" tabindex="-1"`;
    marked = true;
    return html`<mark${id}>${piece.text}</mark>`;
  };
  const shown = segments.map(({ clause, pieces }, i) => {
    if (clause === null) {
      // The heading of the clause below says the same, and leads somewhere.
      const heading = formatted && !pieces.some((piece) => piece.cited) ? onlyHeading(pieces) : null;
      if (heading !== null && segments[i + 1]?.clause?.path.split(" › ").at(-1) === heading) return html``;
      if (formatted) return renderMarkdown(pieces, 3, run);
      return html`<p class="words${clauses.length > 0 ? " muted" : ""}">${pieces.map(run)}</p>`;
    }
    const heading = clause.path ? html`<h3><a href="#clause-${clause.ordinal}">${clause.path}</a></h3>` : "";
    const words = formatted
      ? renderMarkdown(pieces, clause.path ? 4 : 3, run)
      : html`<p class="words">${pieces.map(run)}</p>`;
    return html`<div class="clause" id="clause-${clause.ordinal}">${heading}${words}</div>`;
  });
  return html`${shown}`;
}
