import type { UnderstoodDocument } from "../ingest/read-document.ts";
import type { Given } from "../ingest/understand.ts";

/**
 * Reads files. The packages behind it run on Node only, so it is handed in where there is Node (node-reader.ts) and missing
 * on Workers.
 */
export interface DocumentReader {
  /** @throws Unreadable (knowledge/ingest/unreadable.ts) with a reason for the person who brought the file */
  read(bytes: Uint8Array, name: string, given: Given): Promise<UnderstoodDocument>;
  /** A kept original, cut into clauses as it would be now. @throws Unreadable */
  again(original: string, source: string, given: Given): Promise<Pick<UnderstoodDocument, "document" | "chunks">>;
}
