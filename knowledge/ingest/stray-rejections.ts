import { setTimeout as pause } from "node:timers/promises";

/** What was left behind shows within this time of the end. */
const LEFT_BEHIND_MS = 50;

/**
 * Runs `work` by a library that leaves rejections of its own without a handler: for these Node would end the process. Whatever else
 * nobody handled is thrown as it would have been.
 * @param is_theirs whether a rejection is one of the library's
 */
export async function withoutStrays<T>(is_theirs: (reason: unknown) => boolean, work: () => Promise<T>): Promise<T> {
  const stray = (reason: unknown): void => {
    if (!is_theirs(reason)) throw reason;
  };
  process.on("unhandledRejection", stray);
  try {
    return await work();
  } finally {
    await pause(LEFT_BEHIND_MS);
    process.off("unhandledRejection", stray);
  }
}
