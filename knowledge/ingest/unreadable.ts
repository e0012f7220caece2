/** A file that cannot be taken in; `message` says why, for the person who brought it. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}
