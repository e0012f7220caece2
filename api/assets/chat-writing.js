/** An answer while it is being written, sentence by sentence; the reply takes its place. */
import { element, theirs } from "./chat-show.js";

/** @param list what chat-log.js gives */
export function writingIn(list) {
  let node = null;
  return {
    add(sentence) {
      if (!node) {
        node = theirs("answer writing");
        // A screen reader waits for the reply.
        node.setAttribute("aria-busy", "true");
        list.add([node]);
      }
      list.change(() => node.append(element("p", "", sentence)));
    },
    end() {
      node?.remove();
      node = null;
    },
  };
}
