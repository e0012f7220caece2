import type { Line, PageLines } from "./pdf-lines.ts";

/** Running heads and feet are among the first and last lines of a page, near its edge. */
const OUTER_LINES = 3;
const EDGE = 0.14;
/** A clause of the text may stand first on several pages, such as 第1条……。 */
const SENTENCE = /[。；，：！？]$/;
const PAGE_NUMBER =
  /^[-—–·\s]*(?:第\s*)?[\divxIVX一二三四五六七八九十百]{1,5}(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d+\s*页?)?[-—–·\s]*$/;

/** Numbers count up from page to page, the rest is repeated. */
const pattern = (line: Line): string => line.text.replace(/\d+/g, "#").replace(/\s+/g, "");

function outerLines({ lines, top, bottom }: PageLines): Line[] {
  const by_height = [...lines].sort((a, b) => b.y - a.y);
  const edge = (top - bottom) * EDGE;
  return [
    ...by_height.slice(0, OUTER_LINES).filter((line) => line.y > top - edge),
    ...by_height.slice(-OUTER_LINES).filter((line) => line.y < bottom + edge),
  ].filter((line) => !SENTENCE.test(line.text));
}

/**
 * The lines of each page that belong to the printed page: page numbers at its edge, and what is repeated there on several
 * pages at the same height.
 */
export function findFurniture(pages: readonly PageLines[]): Set<Line>[] {
  const places = new Map<string, Set<number>>();
  const keyOf = (line: Line): string => `${pattern(line)} ${Math.round(line.y / 4)}`;
  pages.forEach((page, i) => {
    for (const line of outerLines(page)) {
      const key = keyOf(line);
      places.set(key, (places.get(key) ?? new Set()).add(i));
    }
  });
  const least = Math.min(3, Math.max(2, Math.ceil(pages.length / 2)));
  return pages.map(
    (page) =>
      new Set(
        outerLines(page).filter(
          (line) =>
            // Heads differ on left and right pages, so it need not be every page.
            (places.get(keyOf(line))?.size ?? 0) >= least || (pages.length > 1 && PAGE_NUMBER.test(line.text)),
        ),
      ),
  );
}
