import { type Logger, pino } from "pino";
import { DatabaseError } from "./database/port.ts";

export type Log = Logger;

/** Keys whose values never reach a log, wherever they stand. */
const SECRET_KEYS = [
  "text",
  "words",
  "note",
  "name",
  "phone",
  "address",
  "body",
  "token",
  "authorization",
  "cookie",
  "secret",
  "reply",
  "url",
];

/**
 * An error as name, code and where it happened. Messages stay out: a database message quotes the value it could not read.
 */
function withoutWords(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  return {
    type: error.name,
    ...(error instanceof DatabaseError ? { code: error.code, constraint: error.constraint } : {}),
    at: error.stack
      ?.split("\n")
      .filter((line) => line.startsWith("    at "))
      .slice(0, 6)
      .map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: withoutWords(error.cause) }),
  };
}

/** JSON lines with ids, codes and durations only. `write` replaces stdout (Workers, tests). */
export function createLog(level: string, write?: (line: string) => void): Log {
  const options = {
    level,
    base: null,
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[redacted]" },
    serializers: { err: withoutWords },
    browser: { asObject: true, write: (o: object) => (write ?? console.log)(JSON.stringify(o)) },
  };
  return write ? pino(options, { write }) : pino(options);
}
