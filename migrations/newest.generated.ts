// Made by migrations/compile.ts from the SQL files beside it.
/** What this build of the service needs. */
export const NEWEST_SCHEMA = 35;
