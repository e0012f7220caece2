const OPEN = "<think>";
const CLOSE = "</think>";

/** Takes what a model thinks aloud (`<think>…</think>` at the start) out of an answer that comes in pieces. */
export function withoutThinking(): { push(piece: string): string; end(): string } {
  let state: "start" | "thinking" | "answer" = "start";
  let held = "";
  return {
    push(piece) {
      if (state === "answer") return piece;
      held += piece;
      for (;;) {
        if (state === "thinking") {
          const end = held.indexOf(CLOSE);
          if (end < 0) return "";
          held = held.slice(end + CLOSE.length);
          state = "start";
        }
        const begun = held.trimStart();
        if (begun.startsWith(OPEN)) {
          held = begun.slice(OPEN.length);
          state = "thinking";
          continue;
        }
        if (OPEN.startsWith(begun)) return "";
        state = "answer";
        return begun;
      }
    },
    end: () => (state === "start" ? held : ""),
  };
}

/** The same for a whole answer, also where the template kept the opening mark to itself. */
export function answerOf(content: string): string {
  const stripped = withoutThinking();
  const answer = stripped.push(content) + stripped.end();
  return answer.includes(CLOSE) ? answer.slice(answer.lastIndexOf(CLOSE) + CLOSE.length).trimStart() : answer;
}
