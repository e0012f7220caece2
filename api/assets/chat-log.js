/** The list of messages: where a new one goes, and what of it is in view. */

/** So near the end (px) somebody is reading the newest message. */
const AT_THE_END_PX = 120;
/** Left above a message that is brought into view. */
const ABOVE_PX = 8;

/**
 * @param log the scrolling list; `last` its last child, which stays last; `newer` the button that leads to what is below
 */
export function messageLog({ log, last, newer }) {
  const atTheEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < AT_THE_END_PX;

  function toEnd() {
    log.scrollTop = log.scrollHeight;
    newer.hidden = true;
  }

  let reading_end = true;
  newer.addEventListener("click", toEnd);
  log.addEventListener("scroll", () => {
    reading_end = atTheEnd();
    if (reading_end) newer.hidden = true;
  });
  // A growing composer or a keyboard takes room from the list, not from its end.
  new ResizeObserver(() => {
    if (reading_end) toEnd();
  }).observe(log);

  return {
    toEnd,
    /** Adds messages and shows the first from its beginning, unless somebody reads further up and it is not urgent. */
    add(nodes, urgent = false) {
      if (nodes.length === 0) return;
      const follow = urgent || atTheEnd();
      for (const node of nodes) log.insertBefore(node, last);
      if (follow) log.scrollTop = nodes[0].offsetTop - ABOVE_PX;
      newer.hidden = follow;
    },
    /** Changes a message where it stands; its end stays in view. */
    change(work) {
      const follow = atTheEnd();
      work();
      if (follow) toEnd();
    },
    /**
     * Keeps `frame` inside what the keyboard leaves free: browsers that lay it over the page only shrink the visual
     * viewport. A page that is zoomed by hand is left alone.
     */
    fitAbove(frame) {
      const seen = window.visualViewport;
      if (!seen) return;
      const fit = () => {
        if (seen.scale > 1.05) return;
        frame.style.top = `${seen.offsetTop}px`;
        frame.style.bottom = `${Math.max(0, window.innerHeight - seen.height - seen.offsetTop)}px`;
      };
      seen.addEventListener("resize", fit);
      seen.addEventListener("scroll", fit);
    },
  };
}
