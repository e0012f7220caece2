import { describe, expect, test } from "vitest";
import { ConfigError, parseConfig } from "./config.ts";

const KEY = Buffer.alloc(32, 7).toString("base64");
const wrong = (env: Record<string, string>): string => {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "";
};

describe("configuration", () => {
  test("of nothing is the embedded default with demo people", () => {
    expect(parseConfig({})).toMatchObject({
      port: 8787,
      database: { mode: "embedded", data_dir: "data" },
      demo: true,
      telegram: null,
      line: null,
    });
  });

  test("an address or a server's database ends the demo people", () => {
    expect(parseConfig({ PUBLIC_URL: "https://a.example.org/" })).toMatchObject({
      demo: false,
      public_url: "https://a.example.org",
    });
    expect(parseConfig({ DATABASE_URL: "postgres://a:b@c/d", APP_KEY: KEY }).demo).toBe(false);
  });

  test.each([
    [{ PORT: "eighty" }, "PORT: should be a port number"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL: should be fatal"],
    [{ DATABASE_URL: "mysql://a/b", APP_KEY: KEY }, "DATABASE_URL: should be a URL such as postgres://"],
    [{ DATABASE_URL: "postgres://a:b@c/d" }, "APP_KEY: is needed with DATABASE_URL"],
    [{ APP_KEY: "secret" }, "APP_KEY: should be 32 random bytes"],
    [{ TELEGRAM_BOT_TOKEN: "hello" }, "TELEGRAM_BOT_TOKEN: should look like"],
    [
      { TELEGRAM_BOT_TOKEN: "1:aaaaaaaaaaaaaaaaaaaaaaaa", PUBLIC_URL: "https://a.example.org" },
      "TELEGRAM_WEBHOOK_SECRET: is needed",
    ],
    [{ LINE_CHANNEL_SECRET: "a".repeat(32) }, "LINE_CHANNEL_ACCESS_TOKEN: is needed"],
    [{ LINE_CHANNEL_ACCESS_TOKEN: "a".repeat(32) }, "LINE_CHANNEL_SECRET: is needed"],
    [{ OPENAI_EMBEDDING_MODEL: "m", OPENAI_API_KEY: "k" }, "OPENAI_EMBEDDING_DIMENSIONS: is needed"],
    [{ OPENAI_EMBEDDING_MODEL: "m", OPENAI_EMBEDDING_DIMENSIONS: "8" }, "OPENAI_API_KEY: is needed"],
    [{ OPENAI_MODEL: "m" }, "OPENAI_API_KEY: is needed with OPENAI_MODEL"],
    [{ OPENAI_TRANSCRIPTION_MODEL: "m" }, "OPENAI_API_KEY: is needed with OPENAI_TRANSCRIPTION_MODEL"],
    [{ OPENAI_MODEL: "m", OPENAI_API_KEY: "k", LANGSMITH_TRACING: "true" }, "LANGSMITH_TRACING: would send"],
    [{ MODEL_TOKENS_PER_DAY: "many" }, "MODEL_TOKENS_PER_DAY: should be a whole number"],
    [{ MODEL_TOKENS_PER_DAY: "0" }, "MODEL_TOKENS_PER_DAY: should be at least 1"],
    [{ OPENAI_BASE_URL: "10.0.0.5:8000", OPENAI_MODEL: "m" }, "OPENAI_BASE_URL: should be a URL"],
    [{ OPENAI_EMBEDDING_DIMENSIONS: "3072" }, "OPENAI_EMBEDDING_DIMENSIONS: should be at most 2000"],
    [{ WEBHOOK_PRIVATE_HOSTS: "https://hooks.intra" }, "WEBHOOK_PRIVATE_HOSTS: should be host names"],
    [{ RERANK_MODEL: "m" }, "RERANK_BASE_URL: is needed"],
    [{ RERANK_BASE_URL: "https://r.example.org" }, "RERANK_MODEL: is needed"],
    [{ MODEL_TRUST: "Internal" }, "MODEL_TRUST: should be external or internal"],
    [{ PUBLIC_URL: "doorstep.example.org" }, "PUBLIC_URL: should be the address"],
  ])("%j is refused by name", (env, message) => {
    expect(wrong(env as Record<string, string>)).toContain(message);
  });

  test("names every wrong variable at once, and repeats no secret", () => {
    const message = wrong({ PORT: "x", APP_KEY: "my-secret-value" });
    expect(message.split("\n")).toHaveLength(2);
    expect(message).not.toContain("my-secret-value");
  });

  test("a model of one's own needs no key, and its trust is external until somebody says otherwise", () => {
    const own = { OPENAI_BASE_URL: "http://10.0.0.5:8000/v1/", OPENAI_EMBEDDING_MODEL: "e", OPENAI_MODEL: "c" };
    const endpoint = { base_url: "http://10.0.0.5:8000/v1", api_key: null };
    expect(parseConfig({ ...own, OPENAI_EMBEDDING_DIMENSIONS: "1024" }).model).toEqual({
      trust: "external",
      chat: { ...endpoint, model: "c", tokens_per_day: 5_000_000 },
      transcription: null,
      embedding: { ...endpoint, model: "e", dimensions: 1024 },
      rerank: null,
    });
  });

  test("an empty value is as good as none", () => {
    expect(parseConfig({ PORT: "", DATABASE_URL: "" }).port).toBe(8787);
  });
});
