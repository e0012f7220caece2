import * as z from "zod";

/** The environment of one process, read once. Nothing else looks at process.env. */
export type Environment = Record<string, string | undefined>;

const url = (protocols: string[], what: string) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), what);
const httpUrl = url(["http:", "https:"], "should be a URL such as https://example.org");
const postgresUrl = url(
  ["postgres:", "postgresql:"],
  "should be a URL such as postgres://user:password@host:5432/name",
);

/** pgvector's HNSW takes no longer `vector`. */
const MOST_DIMENSIONS = 2_000;
const OPENAI = "https://api.openai.com/v1";

/** Turn on LangChain's own copy of everything that goes through it. */
const TRACING = ["LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2"] as const;

const environment = z.object({
  PORT: z.coerce.number("should be a port number").int("should be a port number").min(0).max(65_535).default(8787),
  DATA_DIR: z.string().min(1).default("data"),
  DATABASE_URL: postgresUrl.optional(),
  MIGRATE_DATABASE_URL: postgresUrl.optional(),
  PUBLIC_URL: url(
    ["https:", "http:"],
    "should be the address people reach this service at, such as https://doorstep.example.org",
  )
    .transform((value) => value.replace(/\/+$/, ""))
    .optional(),
  APP_KEY: z
    .string()
    .refine(
      (value) => /^[A-Za-z0-9+/]{43}=(,\s*[A-Za-z0-9+/]{43}=)*$/.test(value),
      "should be 32 random bytes in base64: openssl rand -base64 32; while it is changed: NEW,OLD",
    )
    .optional(),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "silent"], "should be fatal, error, warn, info, debug or silent")
    .default("info"),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/, "should look like 123456:ABC… as @BotFather gave it")
    .optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, "should be 16 to 256 letters, digits, _ or -")
    .optional(),
  TELEGRAM_API_ROOT: httpUrl.default("https://api.telegram.org"),
  LINE_CHANNEL_SECRET: z.string().min(16, "should be the channel secret from the LINE developers console").optional(),
  LINE_CHANNEL_ACCESS_TOKEN: z
    .string()
    .min(16, "should be the long-lived token from the LINE developers console")
    .optional(),
  LINE_API_ROOT: httpUrl.default("https://api.line.me"),
  LINE_DATA_API_ROOT: httpUrl.default("https://api-data.line.me"),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  OPENAI_MODEL: z.string().min(1).optional(),
  OPENAI_TRANSCRIPTION_MODEL: z.string().min(1).optional(),
  MODEL_TOKENS_PER_DAY: z.coerce
    .number("should be a whole number of tokens, such as 5000000")
    .int("should be a whole number of tokens, such as 5000000")
    .min(1, "should be at least 1; leave OPENAI_MODEL out to ask no model")
    .default(5_000_000),
  OPENAI_EMBEDDING_MODEL: z.string().min(1).optional(),
  OPENAI_EMBEDDING_DIMENSIONS: z.coerce
    .number("should be a whole number from 1 to 2000")
    .int("should be a whole number from 1 to 2000")
    .min(1, "should be a whole number from 1 to 2000")
    .max(
      MOST_DIMENSIONS,
      "should be at most 2000, which is what pgvector can index; most longer models can be shortened",
    )
    .optional(),
  WEBHOOK_PRIVATE_HOSTS: z
    .string()
    .transform((value) => value.split(",").map((host) => host.trim().toLowerCase()))
    .refine(
      (hosts) => hosts.every((host) => /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?$/.test(host)),
      "should be host names with or without a port, parted by commas, such as hooks.intra.example:8443",
    )
    .optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w-]{16,256}$/, "should be 16 to 256 letters, digits, _ or -: openssl rand -hex 32")
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.transform((value) => value.replace(/\/+$/, "")).optional(),
  RERANK_BASE_URL: httpUrl.optional(),
  RERANK_MODEL: z.string().min(1).optional(),
  RERANK_API_KEY: z.string().min(1).optional(),
  MODEL_TRUST: z.enum(["external", "internal"], "should be external or internal").default("external"),
  ...{ LANGSMITH_TRACING: z.string().optional(), LANGSMITH_TRACING_V2: z.string().optional() },
  ...{ LANGCHAIN_TRACING: z.string().optional(), LANGCHAIN_TRACING_V2: z.string().optional() },
});

/** An endpoint that is spoken to with a key, or without one where it asks for none. */
export interface ModelEndpoint {
  base_url: string;
  api_key: string | null;
  model: string;
}

export interface ModelConfig {
  /** `internal`: the operator declares that the endpoints are their own, so that recordings may go there, and questions unmasked. */
  trust: "external" | "internal";
  /** With what a district may spend of it in a day. */
  chat: (ModelEndpoint & { tokens_per_day: number }) | null;
  transcription: ModelEndpoint | null;
  embedding: (ModelEndpoint & { dimensions: number }) | null;
  rerank: ModelEndpoint | null;
}

export interface Config {
  port: number;
  log_level: z.infer<typeof environment>["LOG_LEVEL"];
  /** Null until the embedded default has made one. */
  app_key: string | null;
  public_url: string | null;
  database: { mode: "embedded"; data_dir: string } | { mode: "postgres"; url: string; migrate_url: string | null };
  /** Demo people, terminal links, `npm run token` and the `at` field: embedded, on loopback, without PUBLIC_URL. */
  demo: boolean;
  telegram: {
    token: string;
    api_root: string;
    delivery: { mode: "polling" } | { mode: "webhook"; secret: string };
  } | null;
  line: { secret: string; access_token: string; api_root: string; data_api_root: string } | null;
  /** Hosts inside, or without TLS, that webhooks may be sent to all the same: `name` or `name:port`. */
  webhook_private_hosts: string[];
  /** What `/metrics` must be asked with; null: there is no such page. */
  metrics_token: string | null;
  /** Where traces go (OTLP over HTTP, the address before /v1/traces); null: nowhere. */
  otlp_endpoint: string | null;
  /** Everything works without any. */
  model: ModelConfig;
}

/** A setting that is wrong or missing; `message` names each variable and what it should be. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Reads the environment into what the service runs by.
 * @throws ConfigError naming every wrong variable at once
 */
export function parseConfig(env: Environment): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"));
  }
  const e = parsed.data;
  const wrong: string[] = [];
  if (e.DATABASE_URL && !e.APP_KEY) {
    wrong.push(
      "APP_KEY: is needed with DATABASE_URL. Make one with `openssl rand -base64 32` and keep it apart from the database",
    );
  }
  if (e.MIGRATE_DATABASE_URL && !e.DATABASE_URL) wrong.push("DATABASE_URL: is needed with MIGRATE_DATABASE_URL");
  if (e.TELEGRAM_BOT_TOKEN && e.PUBLIC_URL && !e.TELEGRAM_WEBHOOK_SECRET) {
    wrong.push(
      "TELEGRAM_WEBHOOK_SECRET: is needed with TELEGRAM_BOT_TOKEN and PUBLIC_URL. Make one with `openssl rand -hex 32`",
    );
  }
  if (e.LINE_CHANNEL_ACCESS_TOKEN && !e.LINE_CHANNEL_SECRET)
    wrong.push("LINE_CHANNEL_SECRET: is needed with LINE_CHANNEL_ACCESS_TOKEN");
  if (e.LINE_CHANNEL_SECRET && !e.LINE_CHANNEL_ACCESS_TOKEN)
    wrong.push("LINE_CHANNEL_ACCESS_TOKEN: is needed with LINE_CHANNEL_SECRET");
  if (e.OPENAI_EMBEDDING_MODEL && e.OPENAI_EMBEDDING_DIMENSIONS === undefined)
    wrong.push(
      "OPENAI_EMBEDDING_DIMENSIONS: is needed with OPENAI_EMBEDDING_MODEL: how long its vectors are, such as 1024",
    );
  for (const model of ["OPENAI_MODEL", "OPENAI_EMBEDDING_MODEL", "OPENAI_TRANSCRIPTION_MODEL"] as const)
    if (e[model] && !e.OPENAI_API_KEY && !e.OPENAI_BASE_URL)
      wrong.push(`OPENAI_API_KEY: is needed with ${model}, or OPENAI_BASE_URL for an endpoint of your own`);
  for (const tracing of TRACING)
    if (e.OPENAI_MODEL && e[tracing]?.toLowerCase() === "true")
      wrong.push(`${tracing}: would send what people write to somebody else. Unset it`);
  if (e.RERANK_BASE_URL && !e.RERANK_MODEL) wrong.push("RERANK_MODEL: is needed with RERANK_BASE_URL");
  if (e.RERANK_MODEL && !e.RERANK_BASE_URL)
    wrong.push(
      "RERANK_BASE_URL: is needed with RERANK_MODEL: the address before /rerank, such as https://api.jina.ai/v1",
    );
  if (wrong.length > 0) throw new ConfigError(wrong.join("\n"));

  return {
    port: e.PORT,
    log_level: e.LOG_LEVEL,
    app_key: e.APP_KEY ?? null,
    public_url: e.PUBLIC_URL ?? null,
    database: e.DATABASE_URL
      ? { mode: "postgres", url: e.DATABASE_URL, migrate_url: e.MIGRATE_DATABASE_URL ?? null }
      : { mode: "embedded", data_dir: e.DATA_DIR },
    demo: !e.DATABASE_URL && !e.PUBLIC_URL,
    telegram: e.TELEGRAM_BOT_TOKEN
      ? {
          token: e.TELEGRAM_BOT_TOKEN,
          api_root: e.TELEGRAM_API_ROOT,
          delivery: e.PUBLIC_URL ? { mode: "webhook", secret: e.TELEGRAM_WEBHOOK_SECRET! } : { mode: "polling" },
        }
      : null,
    line: e.LINE_CHANNEL_SECRET
      ? {
          secret: e.LINE_CHANNEL_SECRET,
          access_token: e.LINE_CHANNEL_ACCESS_TOKEN!,
          api_root: e.LINE_API_ROOT,
          data_api_root: e.LINE_DATA_API_ROOT,
        }
      : null,
    webhook_private_hosts: e.WEBHOOK_PRIVATE_HOSTS ?? [],
    metrics_token: e.METRICS_TOKEN ?? null,
    otlp_endpoint: e.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    model: readModels(e),
  };
}

function readModels(e: z.infer<typeof environment>): ModelConfig {
  const at = (url: string): string => url.replace(/\/+$/, "");
  const endpoint = (model: string | undefined): ModelEndpoint | null =>
    model === undefined
      ? null
      : { base_url: at(e.OPENAI_BASE_URL ?? OPENAI), api_key: e.OPENAI_API_KEY ?? null, model };
  const chat = endpoint(e.OPENAI_MODEL);
  const embedding = endpoint(e.OPENAI_EMBEDDING_MODEL);
  return {
    trust: e.MODEL_TRUST,
    chat: chat && { ...chat, tokens_per_day: e.MODEL_TOKENS_PER_DAY },
    transcription: endpoint(e.OPENAI_TRANSCRIPTION_MODEL),
    embedding: embedding && { ...embedding, dimensions: e.OPENAI_EMBEDDING_DIMENSIONS! },
    rerank: e.RERANK_MODEL
      ? { base_url: at(e.RERANK_BASE_URL!), api_key: e.RERANK_API_KEY ?? null, model: e.RERANK_MODEL }
      : null,
  };
}
