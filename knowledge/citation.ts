/** Where a statement stands: the document, where and since when it holds, and the words themselves. */
export interface Citation {
  document_id: string;
  title: string;
  doc_no: string | null;
  /** Where it holds, as a name: 全国, 佛山市顺德区. */
  region: string;
  /** ISO date, or null when the document does not state it. */
  effective_from: string | null;
  /** Verbatim from the document. */
  quote: string;
  /** The version that was quoted and where, in UTF-16 units of its original. */
  version: number;
  start: number;
  end: number;
}
