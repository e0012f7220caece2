/** So long (days) what was written without a network is still taken; after that a person has to look at it again. */
const OLDEST_DAYS = 7;
/** A phone's clock is never quite ours: so much (seconds) later than now still counts as now. */
const AHEAD_SECONDS = 120;

export type WrittenAtFault = "written_in_future" | "written_too_long_ago";

/** What is wrong with a time of writing, as a caller is told it. */
export const WRITTEN_AT_DETAIL: Record<WrittenAtFault, string> = {
  written_in_future: "`written_at` is later than now: correct the clock, or leave it out",
  written_too_long_ago: `\`written_at\` is more than ${OLDEST_DAYS} days ago: leave it out, and name the day in the words`,
};

/**
 * Checks when a message says that it was written.
 * @param written_at ISO 8601 with an offset
 * @returns the time to count with, never later than `now`; or what is wrong with it
 */
export function readWrittenAt(written_at: string, now: Date): Date | WrittenAtFault {
  const at = new Date(written_at);
  if (at.getTime() > now.getTime() + AHEAD_SECONDS * 1000) return "written_in_future";
  if (at.getTime() < now.getTime() - OLDEST_DAYS * 86_400_000) return "written_too_long_ago";
  return at > now ? now : at;
}
