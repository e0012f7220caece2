import { splitAtPauses } from "./clauses.ts";
import type { Mention } from "./mentions.ts";
import type { PlaceFound } from "./places.ts";
import type { Subject } from "./subjects.ts";

/** Grid and address of each person: what stands before them in notes that name places first, else what follows them. */
export function bindPlaces(
  text: string,
  places: PlaceFound[],
  subjects: Subject[],
  named: Mention[],
): { grid: PlaceFound | null; address: PlaceFound | null }[] {
  const bound: { grid: PlaceFound | null; address: PlaceFound | null }[] = subjects.map(() => ({
    grid: null,
    address: null,
  }));
  const homes = places.filter((place) => !place.facility);
  if (subjects.length === 1) {
    bound[0] = {
      grid: homes.find((p) => p.kind === "grid") ?? null,
      address: homes.find((p) => p.kind === "address") ?? null,
    };
    return bound;
  }
  const pieces = splitAtPauses(text);
  const pieceAt = (offset: number) => pieces.findIndex((p) => p.start <= offset && offset < p.end);
  const entries = subjects.flatMap((s, index) =>
    s.mentions.length ? s.mentions.map((m) => ({ at: m.span.start, index })) : [{ at: s.at, index }],
  );
  entries.sort((a, b) => a.at - b.at);
  const firstPlace = homes[0]?.span.start ?? 0;
  const placesFirst = firstPlace < (entries[0]?.at ?? Number.POSITIVE_INFINITY);
  for (const place of homes) {
    const piece = pieceAt(place.span.start);
    const inPiece = entries.filter((e) => pieceAt(e.at) === piece);
    const after = inPiece.find((e) => e.at >= place.span.start);
    const before = inPiece.findLast((e) => e.at < place.span.start);
    const previous = entries.findLast((e) => e.at < place.span.start);
    const next = entries.find((e) => e.at >= place.span.end && pieceAt(e.at) - piece <= 2);
    const stranger = named.some((m) => pieceAt(m.span.start) === piece) && !after && !before;
    const owner = after ?? before ?? (placesFirst ? (next ?? previous) : (previous ?? next));
    if (stranger || !owner) continue;
    bound[owner.index]![place.kind] ??= place;
  }
  for (const [index, subject] of subjects.entries()) {
    const mine = bound[index]!;
    if (mine.grid || mine.address || subject.relation === null) continue;
    const main = bound.find((b, other) => other !== index && (b.grid || b.address));
    if (main) bound[index] = { ...main };
  }
  return bound;
}
