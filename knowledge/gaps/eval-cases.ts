import { type Gap, wordingsOf } from "./list.ts";

/** A closed gap as cases of an eval suite: each wording once, with the documents that answer it. */
export function evalCases(gaps: readonly Gap[]): { text: string; answerable: boolean; documents: string[] }[] {
  return gaps.flatMap((gap) =>
    gap.closed === null
      ? []
      : wordingsOf(gap).map((text) => ({
          text,
          answerable: gap.closed?.state === "answered",
          documents: gap.closed?.state === "answered" ? gap.closed.document_ids : [],
        })),
  );
}
