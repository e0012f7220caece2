/**
 * Sentences of an answer that is still being written, for whoever waits for it in this very process. A message that another process
 * works off, or that nobody waits for, has no listener; its reply comes through the outbox as every other.
 */
export interface Live {
  /** @returns stops listening */
  listen(inbox_id: string, onSentence: (sentence: string) => void): () => void;
  /** Nothing when nobody listens. */
  tell(inbox_id: string, sentence: string): void;
}

export function openLive(): Live {
  const listeners = new Map<string, Set<(sentence: string) => void>>();
  return {
    listen(inbox_id, onSentence) {
      const those = listeners.get(inbox_id) ?? new Set();
      listeners.set(inbox_id, those.add(onSentence));
      return () => {
        those.delete(onSentence);
        if (those.size === 0) listeners.delete(inbox_id);
      };
    },
    tell(inbox_id, sentence) {
      for (const onSentence of listeners.get(inbox_id) ?? []) onSentence(sentence);
    },
  };
}
