import { AsyncLocalStorage } from "node:async_hooks";

/** A row as the driver gives it. What crosses a trust line is read with zod where it is used. */
// biome-ignore lint/suspicious/noExplicitAny: columns are typed by the caller's type argument
export type Row = Record<string, any>;

export interface Result<T> {
  rows: T[];
  /** Rows that an INSERT, UPDATE or DELETE touched. */
  affected: number;
}

export interface Queryable {
  /** One statement with parameters ($1…). Dates of type DATE come as YYYY-MM-DD, int8 as number, timestamptz as Date. */
  query<T = Row>(sql: string, params?: readonly unknown[]): Promise<Result<T>>;
}

export interface Database extends Queryable {
  /** The same, on a connection of its own. `urgent` as in `transaction`. */
  query<T = Row>(sql: string, params?: readonly unknown[], options?: { urgent?: boolean }): Promise<Result<T>>;
  /**
   * Runs `work` in one transaction; rolls back when it throws. Transactions do not nest: a second one inside `work` is a
   * programming error and throws. `urgent` lets a webhook's acceptance go before work that waits for a connection.
   */
  transaction<T>(work: (tx: Queryable) => Promise<T>, options?: { urgent?: boolean }): Promise<T>;
  /** Several statements without parameters (the queue's own schema); the rows of all of them, and ROLLBACK when one fails. */
  execute(sql: string): Promise<Row[]>;
  /** Calls `wake` for every NOTIFY on `channel`, also after a lost connection came back. Returns how to stop. */
  listen(channel: string, wake: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** The transaction that the running code is in, so that the queue's statements join it. */
export const currentTransaction = new AsyncLocalStorage<Queryable>();

/** Thrown by adapters for a statement the database refused; `code` is the SQLSTATE. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: string;
  readonly constraint: string | null;
  constructor(message: string, code: string, constraint: string | null) {
    super(message);
    this.code = code;
    this.constraint = constraint;
  }
}

/** SQLSTATE 23505 on that constraint: the row is already there. */
export function isDuplicate(error: unknown, constraint?: string): boolean {
  return (
    error instanceof DatabaseError &&
    error.code === "23505" &&
    (constraint === undefined || error.constraint === constraint)
  );
}

/** Connection trouble, not a wrong statement: classes 08 and 57P, or no SQLSTATE at all. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === "" || /^(08|57P|53)/.test(error.code));
}

/**
 * A value that was asked with and that the database cannot hold: a NUL in a text, a day or a number that does not exist (SQLSTATE 22021,
 * 22P05, 22007, 22008, 22003, 22P02).
 */
export function isUnusable(error: unknown): boolean {
  return error instanceof DatabaseError && /^22(021|P05|007|008|003|P02)$/.test(error.code);
}
