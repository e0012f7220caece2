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
  const entered = subjects.flatMap((s) => s.mentions.map((m) => m.span.start));
  const homes = withFullRooms(places.filter((place) => !place.facility && !isNeighbours(text, place, places, entered)));
  if (subjects.length === 1) {
    bound[0] = {
      grid: homes.find((p) => p.kind === "grid") ?? null,
      address: wholeHome(homes.filter((p) => p.kind === "address")),
    };
    return bound;
  }
  const pieces = splitAtPauses(text);
  const pieceAt = (offset: number) => pieces.findIndex((p) => p.start <= offset && offset < p.end);
  const entries = subjects.flatMap((s, index) =>
    s.mentions.length ? s.mentions.map((m) => ({ at: m.span.start, index })) : [{ at: s.at, index }],
  );
  entries.sort((a, b) => a.at - b.at);
  const firstPlace = homes[0]?.at ?? 0;
  const placesFirst = firstPlace < (entries[0]?.at ?? Number.POSITIVE_INFINITY);
  // Where a place and a person share a stretch they belong together, whatever came before.
  const beside = homes.filter((place) => entries.some((e) => pieceAt(e.at) === pieceAt(place.at)));
  for (const place of [...beside, ...homes.filter((p) => !beside.includes(p))]) {
    const piece = pieceAt(place.at);
    const inPiece = entries.filter((e) => pieceAt(e.at) === piece);
    const after = inPiece.find((e) => e.at >= place.at);
    const before = inPiece.findLast((e) => e.at < place.at);
    const previous = entries.findLast((e) => e.at < place.at);
    const next = entries.find((e) => e.at > place.at && pieceAt(e.at) - piece <= 2);
    const family = new Set(subjects.map((s) => s.name?.name?.surname).filter(Boolean));
    const stranger =
      named.some((m) => pieceAt(m.span.start) === piece && !family.has(m.name?.surname)) && !after && !before;
    const home = /^(?:家?住|租|家在)/.test(pieces[piece]?.text ?? "");
    const owner = after ?? before ?? (placesFirst && !home ? (next ?? previous) : (previous ?? next));
    if (stranger || !owner) continue;
    bound[owner.index]![place.kind] ??= place;
  }
  for (const [index, subject] of subjects.entries()) {
    const mine = bound[index]!;
    if (mine.grid || mine.address || subject.relation === null) continue;
    const main = bound.find((b, other) => other !== index && (b.grid || b.address));
    if (main) bound[index] = { ...main };
  }
  shareHome(text, homes, subjects, bound);
  return bound;
}

const NEXT_DOOR = /(?<!住)(?:隔壁|隔篱|对门|对面|对过|楼上|楼下|邻居)(?:家|那家|是|住|的)?$/;
const SPEAKS =
  /^(?:的|那家|那户|家)?(?:[\p{Script=Han}]{0,3}?)(?:邻居|说|讲|反映|告诉|打电话|投诉|举报|听[见到]|看[见到])/u;

/** 隔壁402说…: the room of whoever tells it, unless somebody of the visit stands right behind it. */
function isNeighbours(text: string, place: PlaceFound, places: PlaceFound[], entered: number[]): boolean {
  if (place.kind === "grid") return false;
  const visited = entered.some((at) => at >= place.span.end && at - place.span.end <= 2);
  if (visited) return false;
  const others = places.some((p) => p.kind === "address" && !p.facility && p.span.end <= place.span.start);
  const next_door = NEXT_DOOR.test(text.slice(Math.max(0, place.span.start - 5), place.span.start));
  if (next_door && others) return true;
  return (next_door || others) && SPEAKS.test(text.slice(place.span.end, place.span.end + 8));
}

/** The first address told; a floor or room alone (四楼的常老太 … 十栋四零一) gives way to the whole one. */
function wholeHome(addresses: PlaceFound[]): PlaceFound | null {
  const [first] = addresses;
  if (!first || !/^[0-9]+楼?$/.test(first.value)) return first ?? null;
  return addresses.find((p) => /(?:栋|幢|座|号楼|号)/.test(p.value)) ?? first;
}

/** 3栋1单元602 和 601 两户 602是吴老太: a room told again stands where it is told again, with the whole address as its value. */
function withFullRooms(homes: PlaceFound[]): (PlaceFound & { at: number })[] {
  const whole = homes.filter((p) => p.kind === "address" && !/^[0-9]{3,4}$/.test(p.value));
  const full = new Map<PlaceFound, PlaceFound>();
  for (const room of homes) {
    if (room.kind !== "address" || !/^[0-9]{3,4}$/.test(room.value)) continue;
    const first = whole.find((p) => p.span.end <= room.span.start && isRoomOf(room, p));
    if (first) full.set(room, first);
  }
  const replaced = new Set(full.values());
  return homes
    .filter((p) => !replaced.has(p))
    .map((p) => ({ ...(full.get(p) ?? p), at: p.span.start }))
    .sort((a, b) => a.at - b.at);
}

function isRoomOf(room: PlaceFound, whole: PlaceFound): boolean {
  return (
    /^[0-9]{3,4}$/.test(room.value) &&
    whole.value.length > room.value.length &&
    /[^0-9]$/.test(whole.value.slice(0, -room.value.length)) &&
    whole.value.endsWith(room.value)
  );
}

const LIVE_TOGETHER =
  /两公婆|两口子?|小两口|老两口|夫妻|夫妇|一家[人老三四五六]|兄弟[俩仨]|姐妹[俩仨]|姊妹|双胞胎|母[子女]|父[子女]|娘[俩仨]|爷[俩孙]|婆孙|婆媳|同住|住一起|合租|合住|同租|[两俩三](?:个|口)?(?:老乡|工友|室友|朋友|兄弟|姐妹)/;
const LISTED = /(?:^|[\s，。])(?:[1一]|第一[个户]|一是)[\s、.:：，]/;

/** One home told of a couple or a family is everybody's; a grid at the head of a list is that of all who are listed. */
function shareHome(
  text: string,
  homes: PlaceFound[],
  subjects: Subject[],
  bound: { grid: PlaceFound | null; address: PlaceFound | null }[],
): void {
  const together = LIVE_TOGETHER.test(text);
  for (const kind of ["grid", "address"] as const) {
    const places = homes.filter((p) => p.kind === kind);
    const [place] = places;
    if (place === undefined || new Set(places.map((p) => p.value)).size > 1) continue;
    const heads = subjects.every((s) => s.at >= place.span.end) && (subjects.length >= 3 || LISTED.test(text));
    if (!together && !(kind === "grid" && heads)) continue;
    for (const mine of bound) mine[kind] ??= place;
  }
}
