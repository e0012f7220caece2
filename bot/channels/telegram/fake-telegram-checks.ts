import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Whether a call would pass the Bot API: its published description where the specs folder is there, and the limits that only its prose states. */

interface Field {
  name: string;
  types: string[];
  required: boolean;
}
interface BotApi {
  methods: Record<string, { fields?: Field[] }>;
  types: Record<string, { fields?: Field[]; subtypes?: string[] }>;
}
type Fields = Record<string, unknown>;

export interface BotApiChecks {
  /** Problems of a call's body, empty when Telegram would take it. */
  call(method: string, body: unknown): string[];
  /** Problems of a value of a named type, e.g. `Update`; empty too when the specs folder is missing. */
  value(type: string, value: unknown): string[];
}

const REQUIRED: Record<string, string[]> = {
  getMe: [],
  getUpdates: [],
  getFile: ["file_id"],
  sendMessage: ["chat_id", "text"],
  sendChatAction: ["chat_id", "action"],
  answerCallbackQuery: ["callback_query_id"],
  editMessageReplyMarkup: [],
  setWebhook: ["url"],
  deleteWebhook: [],
  setMyCommands: ["commands"],
};

/** The calls the fake knows. */
export const FAKED_METHODS = new Set(Object.keys(REQUIRED));

/** `specs` is the folder of the published descriptions, or null: then only the limits written down here are checked. */
export function botApiChecks(specs: string | null): BotApiChecks {
  const api: BotApi | null =
    specs === null ? null : JSON.parse(readFileSync(join(specs, "telegram/api.min.json"), "utf8"));

  function ofAny(types: string[], value: unknown, where: string): string[] {
    const tried = types.map((type) => ofType(type, value, where));
    return tried.reduce((fewest, problems) => (problems.length < fewest.length ? problems : fewest), tried[0] ?? []);
  }

  function ofType(type: string, value: unknown, where: string): string[] {
    if (type.startsWith("Array of ")) {
      if (!Array.isArray(value)) return [`${where}: not an array`];
      return value.flatMap((item, index) => ofType(type.slice("Array of ".length), item, `${where}[${index}]`));
    }
    if (type === "Integer") return Number.isSafeInteger(value) ? [] : [`${where}: not an integer`];
    if (type === "Float") return typeof value === "number" && Number.isFinite(value) ? [] : [`${where}: not a number`];
    if (type === "String") return typeof value === "string" ? [] : [`${where}: not a string`];
    if (type === "Boolean") return typeof value === "boolean" ? [] : [`${where}: not a boolean`];
    const described = api?.types[type];
    if (!described) return [`${where}: unknown type ${type}`];
    return described.subtypes
      ? ofAny(described.subtypes, value, where)
      : ofFields(described.fields ?? [], value, where);
  }

  function ofFields(fields: Field[], value: unknown, where: string): string[] {
    if (!isFields(value)) return [`${where}: not an object`];
    const known = new Map(fields.map((field) => [field.name, field]));
    const missing = fields.filter((field) => field.required && value[field.name] === undefined);
    return [
      ...missing.map((field) => `${where}.${field.name}: missing`),
      ...Object.entries(value).flatMap(([name, inner]) => {
        const field = known.get(name);
        return field ? ofAny(field.types, inner, `${where}.${name}`) : [`${where}.${name}: unknown field`];
      }),
    ];
  }

  return {
    call(method, body) {
      if (!isFields(body)) return [`${method}: the body is not a JSON object`];
      const described = api?.methods[method];
      const published = described ? ofFields(described.fields ?? [], body, method) : [];
      const missing = (REQUIRED[method] ?? []).filter((name) => body[name] === undefined);
      return [...published, ...missing.map((name) => `${method}.${name}: missing`), ...limits(method, body)];
    },
    value: (type, value) => (api === null ? [] : ofType(type, value, type)),
  };
}

/** Limits stated in the Bot API's prose. Lengths in UTF-16 units, which is never laxer than Telegram's count. */
function limits(method: string, body: Fields): string[] {
  const problems: string[] = [];
  const expect = (holds: boolean, problem: string) => {
    if (!holds) problems.push(`${method}.${problem}`);
  };
  const length = (value: unknown) => (typeof value === "string" ? value.length : -1);
  if (method === "sendMessage") {
    expect(length(body.text) <= 4096 && String(body.text).trim() !== "", "text: 1–4096 characters");
  }
  if (method === "sendChatAction") expect(body.action === "typing", "action: not one of the bot's");
  if (method === "setWebhook") {
    expect(String(body.url).startsWith("https://"), "url: HTTPS only");
    // Telegram would take a webhook without a secret; this project must not set one.
    expect(/^[\w-]{1,256}$/.test(String(body.secret_token ?? "")), "secret_token: 1–256 of A–Z a–z 0–9 _ -");
    const connections = body.max_connections ?? 40;
    expect(typeof connections === "number" && connections >= 1 && connections <= 100, "max_connections: 1–100");
  }
  if (method === "setMyCommands") {
    for (const each of Array.isArray(body.commands) ? body.commands : [{}]) {
      expect(/^[a-z0-9_]{1,32}$/.test(String(each.command)), "commands: command is 1–32 of a–z 0–9 _");
      expect(length(each.description) >= 1 && length(each.description) <= 256, "commands: description is 1–256");
    }
  }
  const markup = isFields(body.reply_markup) ? body.reply_markup : {};
  for (const button of rows(markup.inline_keyboard)) {
    expect(length(button.text) >= 1, "inline_keyboard: text is missing");
    const bytes = Buffer.byteLength(String(button.callback_data ?? ""));
    expect(bytes >= 1 && bytes <= 64, "inline_keyboard: callback_data is 1–64 bytes");
    const uses = Object.keys(button).filter((key) => !["text", "style", "icon_custom_emoji_id"].includes(key));
    expect(uses.length === 1, "inline_keyboard: a button does exactly one thing");
  }
  for (const button of rows(markup.keyboard)) expect(length(button.text) >= 1, "keyboard: text is missing");
  return problems;
}

function rows(keyboard: unknown): Fields[] {
  return Array.isArray(keyboard) ? keyboard.flat().map((button) => (isFields(button) ? button : {})) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
