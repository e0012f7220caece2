/** What Workers have in the place of the openai package, under every suite of what uses it. LangChain keeps the package itself. */
import { describe, vi } from "vitest";

vi.mock("openai", () => import("./openai-on-workers.ts"));

describe("embeddings", async () => void (await import("./embedder.test.ts")));
describe("models", async () => void (await import("./models.test.ts")));
describe("chats", async () => void (await import("./open-chat.test.ts")));
describe("voices", async () => void (await import("./transcriber.test.ts")));
