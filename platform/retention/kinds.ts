/** How long what is kept beside the records is kept, and on what ground. docs/data-life.md shows it with everything else. */

export interface Kept {
  kind: "drafts" | "chat_states" | "questions" | "receiver_phones" | "entry_keys";
  /** What goes. */
  what: string;
  /** Days after `since`. */
  days: number;
  /** What the days count from. */
  since: string;
  ground: string;
}

/** 个人信息保护法 第十九条: no longer than the purpose needs. */
const PURPOSE = "个人信息保护法 第十九条";

export const KEPT: readonly Kept[] = [
  {
    kind: "drafts",
    what: "the words of an unsaved draft; the draft ends as discarded",
    days: 7,
    since: "its last change",
    ground: `${PURPOSE}: a visit that nobody confirmed for a week is no record, and it is asked about no more`,
  },
  {
    kind: "chat_states",
    what: "what a conversation remembers between two messages",
    days: 7,
    since: "the last message",
    ground: `${PURPOSE}: nobody goes on with a question of last week`,
  },
  {
    kind: "questions",
    what: "the masked words of a question that nobody confirmed an answer to; its verdict stays, for the figures",
    days: 365,
    since: "it was asked",
    ground: `${PURPOSE}: the knowledge officer goes through gaps within the year`,
  },
  {
    kind: "receiver_phones",
    what: "the number that a receiver's link was sent to",
    days: 30,
    since: "the link's end",
    ground: `${PURPOSE}: after that nobody asks any more whether it came`,
  },
  {
    kind: "entry_keys",
    what: "HMACs of invitations, login links, receivers' links and tokens that are spent or expired",
    days: 30,
    since: "their end",
    ground: "they open nothing; a month is for looking into what went wrong",
  },
];
