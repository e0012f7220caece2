import { readDocument } from "../ingest/read-document.ts";
import { understand } from "../ingest/understand.ts";
import type { DocumentReader } from "./reader.ts";

/** The reader where there is Node: PDF, Word and tables as well as text. */
export const nodeReader: DocumentReader = { read: readDocument, again: understand };
