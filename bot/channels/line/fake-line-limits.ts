/** Limits of LINE's messages that only the prose of its reference states. Texts in UTF-16 units, labels in graphemes. */

type Fields = Record<string, unknown>;

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });
const URI = /^(?:https?|line|tel):/;
const BUBBLE_BYTES = 30_000;

/** Problems of a reply or push body, named by LINE's path of the property; empty when LINE would take it. */
export function messageProblems(body: unknown): string[] {
  const messages = isFields(body) ? body.messages : undefined;
  if (!Array.isArray(messages) || messages.length < 1 || messages.length > 5) return ["messages: 1–5"];
  return messages.flatMap((message, index) => oneMessage(isFields(message) ? message : {}, `messages[${index}]`));
}

function oneMessage(message: Fields, where: string): string[] {
  const quick = isFields(message.quickReply) ? message.quickReply.items : undefined;
  const items = Array.isArray(quick) ? quick : [];
  return [
    ...(quick !== undefined && (items.length < 1 || items.length > 13) ? [`${where}.quickReply.items: 1–13`] : []),
    ...items.flatMap((item, index) =>
      action(fieldsOf(item).action, `${where}.quickReply.items[${index}].action`, true),
    ),
    ...content(message, where),
  ];
}

function content(message: Fields, where: string): string[] {
  if (message.type === "text") {
    return between(message.text, 1, 5000) && String(message.text).trim() !== "" ? [] : [`${where}.text: 1–5000`];
  }
  if (message.type !== "flex") return [`${where}.type: the bot sends text and flex only`];
  const bubble = fieldsOf(message.contents);
  const bytes = Buffer.byteLength(JSON.stringify(bubble));
  return [
    ...(between(message.altText, 1, 400) ? [] : [`${where}.altText: 1–400`]),
    ...(bubble.type === "bubble" ? [] : [`${where}.contents.type: the bot sends bubbles only`]),
    ...(bytes <= BUBBLE_BYTES ? [] : [`${where}.contents: a bubble has at most 30 kB`]),
    ...["header", "body", "footer"].flatMap((block) =>
      bubble[block] === undefined ? [] : component(fieldsOf(bubble[block]), `${where}.contents.${block}`),
    ),
  ];
}

function component(node: Fields, where: string): string[] {
  const own = node.action === undefined ? [] : action(node.action, `${where}.action`, false);
  if (node.type === "text")
    return [...own, ...(between(node.text, 1, 2000) ? [] : [`${where}.text: must not be empty`])];
  if (node.type === "button") return node.action === undefined ? [`${where}.action: missing`] : own;
  const contents = Array.isArray(node.contents) ? node.contents : [];
  return [...own, ...contents.flatMap((each, index) => component(fieldsOf(each), `${where}.contents[${index}]`))];
}

function action(value: unknown, where: string, quick: boolean): string[] {
  const { type, label, data, displayText, uri } = fieldsOf(value);
  const label_length = typeof label === "string" ? [...graphemes.segment(label)].length : 0;
  const problems: [holds: boolean, problem: string][] = [
    [label_length >= 1 && label_length <= 20, "label: 1–20 characters"],
    [type !== "postback" || between(data, 1, 300), "data: 1–300"],
    [displayText === undefined || between(displayText, 1, 300), "displayText: 1–300"],
    [type !== "uri" || (between(uri, 1, 1000) && URI.test(String(uri))), "uri: http, https, line or tel"],
    [type !== "location" || quick, "type: a position is asked for in quick replies only"],
    [["postback", "uri", "location"].includes(String(type)), "type: not one of the bot's"],
  ];
  return problems.filter(([holds]) => !holds).map(([, problem]) => `${where}.${problem}`);
}

function between(value: unknown, least: number, most: number): boolean {
  return typeof value === "string" && value.length >= least && value.length <= most;
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
