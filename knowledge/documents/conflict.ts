/** The document is not any more as it was when the officer looked; nothing was changed. */
export class ChangedMeanwhile extends Error {
  override readonly name = "ChangedMeanwhile";
}
