/** How a reply looks. Every text of the server goes in as text, never as HTML. */
import { fill, SAY } from "./chat-say.js";

/** Cards of these kinds are lines of `名称：内容`. */
const CARDS = ["visit_draft", "referral_draft", "services"];
const LINE = /^([^：:（(]{1,6}|[a-z][a-z ]{1,24})[：:](.+)$/i;

/**
 * Numbers somebody may want to call: area code and number, mobile, 400/800, the emergency numbers, 121xx, 123xx, 95xxx, 96xxx.
 * A unit or a hyphen beside them makes them an amount, a date or a reference.
 */
const PHONE =
  /(^|[^\w.\-¥第栋幢〔])((?:0(?:10|2\d|[3-9]\d{2})|[（(]0(?:10|2\d|[3-9]\d{2})[)）])[- ]?\d{3,4}[- ]?\d{4}(?:-\d{1,5})?|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|[48]00[- ]?\d{3,4}[- ]?\d{3,4}|1(?:10|19|20|22)|12[13]\d{2}|9[56]\d{3,4})(?![\w%]|[.-]\d|\s*(?:元|万|千|百|个|户|人(?!工)|岁|天|日|月|年|条|号|楼|栋|室|张|名|米|克|分钟|小时|页|字|平方))/g;
const OUR_LINK = /https?:\/\/[\w.:-]+\/[\w./-]*/;

export function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

function link(href, text, className) {
  const node = element("a", className, text);
  node.href = href;
  return node;
}

/** A receiver's link as a service says it that does not know its own address; whoever gets it passed on needs all of it. */
const BARE_LINK = /(^|\s)(\/r\/[0-9A-Z]{20,})(?!\S)/;

/** The text with its phone numbers to tap; an address of this very site (a login link, a receiver's link) too. */
function linked(said) {
  const text = said.replace(BARE_LINK, `$1${location.origin}$2`);
  const parts = document.createDocumentFragment();
  const address = OUR_LINK.exec(text);
  if (address?.[0].startsWith(`${location.origin}/`)) {
    const after = text.slice(address.index + address[0].length);
    parts.append(linked(text.slice(0, address.index)), link(address[0], address[0]), linked(after));
    return parts;
  }
  let from = 0;
  for (const found of text.matchAll(PHONE)) {
    const number = found[2];
    const start = found.index + found[1].length;
    parts.append(text.slice(from, start), link(`tel:${number.replace(/[^\d]/g, "")}`, number, "tel"));
    from = start + number.length;
  }
  parts.append(text.slice(from));
  return parts;
}

/** The numbers that help everywhere, beside words that nobody could look at yet. */
export const dangerNumbers = () => element("span", "numbers", linked(SAY.danger));

/** One paragraph for each block between blank lines; a card's first line is its heading, its labels stand out. */
function paragraphs(text, card) {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((block) => {
      const paragraph = element("p");
      block.split("\n").forEach((line, i) => {
        if (i > 0) paragraph.append("\n");
        const fact = card && i > 0 ? LINE.exec(line) : null;
        if (fact) paragraph.append(element("b", "label", fact[1]), " ", linked(fact[2]));
        else if (card && i === 0) paragraph.append(element("strong", "", linked(line)));
        else paragraph.append(linked(line));
      });
      return paragraph;
    });
}

/**
 * 依据, folded: [1] 《title》 doc_no · region · 自 date, which opens the clause; its words only where the answer does not quote them.
 * What is not known is left out.
 */
function sources(citations, text) {
  const list = element("div", "list");
  citations.forEach(({ document_id, title, doc_no, region, effective_from, quote, version, start, end }, i) => {
    const name = title.startsWith("《") ? title : `《${title}》`;
    const facts = [region, effective_from && fill(SAY.since, { date: effective_from })].filter(Boolean).join(" · ");
    const where = [[`[${i + 1}]`, name, doc_no].filter(Boolean).join(" "), facts].filter(Boolean).join(" · ");
    const at = `/console/knowledge/${encodeURIComponent(document_id)}?${new URLSearchParams({ version, start, end })}#cited`;
    list.append(element("p", "", link(at, where)));
    if (quote && !text.includes(quote)) list.append(element("blockquote", "", quote));
  });
  return element("details", "sources", element("summary", "", fill(SAY.sources, { count: citations.length })), list);
}

/** Where the first button is the one to press. Not on a referral: whether the resident agreed is not for us to suggest. */
const DECIDED = ["visit_draft", "crisis"];

/** What is printed opens on a page of its own. */
const PAGES = [
  [/^benefit\.slip:([\w-]{22})$/, "/slip/"],
  [/^visit\.forms:([\w-]{22})$/, "/console/forms/visits/"],
];

/** The address of the page that a button opens; null for one that sends something. */
function pageOf(action) {
  for (const [pattern, path] of PAGES) {
    const found = pattern.exec(action);
    if (found) return path + found[1];
  }
  return null;
}

/** A row of buttons. The first press takes them all out of play; `press(action, release)` may give them back. */
function buttons(actions, decided, press) {
  const row = element("div", "actions");
  const spend = (spent) => {
    // Not `disabled`: the focus of a keyboard stays where it was.
    for (const button of row.querySelectorAll("button")) button.setAttribute("aria-disabled", String(spent));
  };
  actions.forEach((action, i) => {
    const printed = pageOf(action.id);
    if (printed) {
      const page = link(printed, action.label, "button");
      page.target = "_blank";
      row.append(page);
      return;
    }
    const button = element("button", i === 0 && decided ? "primary" : "", action.label);
    button.type = "button";
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") === "true") return;
      spend(true);
      press(action, () => spend(false));
    });
    row.append(button);
  });
  return row;
}

/** A message of the other side: `tone` is a reply's kind, or `note` for what the page itself says. */
export function theirs(tone, ...children) {
  return element("div", `message theirs ${tone}`, element("span", "visually-hidden", SAY.theirs), ...children);
}

/**
 * A reply of the server as a node.
 * @param press called with the action and a function that makes the buttons usable again
 */
export function replyCard(reply, press) {
  // The lines of sources are for messengers; here they fold, with the words they quote.
  const text = reply.citations.length > 0 ? reply.text.replace(/^依[据據] \[\d+\].*$/gm, "").trimEnd() : reply.text;
  const card = theirs(reply.kind, ...paragraphs(text, CARDS.includes(reply.kind)));
  if (reply.crisis) card.classList.add("danger");
  if (reply.citations.length > 0) card.append(sources(reply.citations, reply.text));
  if (reply.actions.length > 0) card.append(buttons(reply.actions, DECIDED.includes(reply.kind), press));
  return card;
}
