/** How long a visit or referral may be taken back by whoever wrote it, in minutes. */
export const UNDO_MINUTES = 30;
