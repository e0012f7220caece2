import { splitAtPauses } from "./clauses.ts";
import { anyOf, KIN } from "./lexicon/kinship.ts";
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
  const homes = joinRooms(
    withFullRooms(
      places.filter((p) => !p.facility && !isTakenBack(text, p) && !isNeighbours(text, p, places, entered)),
    ),
  );
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

/** 不是四栋是十四栋: what is put right. */
function isTakenBack(text: string, place: PlaceFound): boolean {
  const before = text.slice(0, place.span.start);
  if (/^(?:的)?(?:应该是|应为|要改|改成|改为|错了|是错|写错|记错|登错|不对)/.test(text.slice(place.span.end)))
    return true;
  return (
    KIN_LIVES.test(before) ||
    /(?<!是)(?:不是|不在|不住|没住|(?:写|记|登|报|弄|搞|听)(?:错)?成了?|错写的?)$/.test(before)
  );
}

/** 女儿住八栋: where relatives live is not where the person does. */
const KIN_LIVES = new RegExp(
  `(?<!(?:跟|和|同|与|随|带)着?[^\\s]{0,6})(?:${anyOf(KIN)}|亲戚|娘家)(?:他们|家)?(?:就|都|也|倒)?(?:住在?|在)$`,
);
const BUILDING_ONLY = /(?:栋|幢|座|号楼|单元|号院)$/;
const ROOM_ONLY = /^(?:[0-9]+单元)?(?:[0-9]{1,2}[楼层])?(?:[0-9]{3,4})?$/;

/** 十二栋 … 一楼的老麻, 二栋物业讲 … 七零四: a floor or room belongs to the building told before it. */
function joinRooms<P extends PlaceFound & { at: number }>(homes: P[]): P[] {
  const joined: P[] = [];
  const used = new Set<P>();
  let building: P | null = null;
  for (const home of homes) {
    if (home.kind === "address" && building && ROOM_ONLY.test(home.value)) {
      used.add(building);
      const span = { start: building.span.start, end: home.span.end };
      joined.push({ ...home, span, value: building.value + home.value });
      continue;
    }
    if (home.kind === "address") building = BUILDING_ONLY.test(home.value) ? home : null;
    joined.push(home);
  }
  return joined.filter((home) => !used.has(home));
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
  /两公婆|两口子?|小两口|老两口|夫妻|夫妇|一家[人老三四五六]|兄弟[俩仨]|姐妹[俩仨]|姊妹|双胞胎|母[子女]|父[子女]|娘[俩仨]|爷[俩孙]|婆孙|婆媳|同住|家兄弟|家姐妹|家姊妹|住一起|合租|合住|同租|[两俩三](?:个|口)?(?:老乡|工友|室友|朋友|兄弟|姐妹)/;
const SPOUSE = /^(?:老伴|老公|老婆|爱人|妻子|丈夫|媳妇|老太婆|老头子?)$/;
const LISTED = /(?:^|[\s，。])(?:[1一]|第一[个户]|一是)[\s、.:：，]/;

/** One home told of a couple or a family is everybody's; a grid at the head of a list is that of all who are listed. */
function shareHome(
  text: string,
  homes: PlaceFound[],
  subjects: Subject[],
  bound: { grid: PlaceFound | null; address: PlaceFound | null }[],
): void {
  const toldAtOnce = subjects.some((s, index) => s.age !== null && s.age === subjects[index - 1]?.age);
  const together =
    toldAtOnce || LIVE_TOGETHER.test(text) || subjects.some((s) => s.name === null && SPOUSE.test(s.relation ?? ""));
  for (const kind of ["grid", "address"] as const) {
    const places = homes.filter((p) => p.kind === kind);
    const [place] = places;
    if (place === undefined || new Set(places.map((p) => p.value)).size > 1) continue;
    const heads = subjects.every((s) => s.at >= place.span.end) && (subjects.length >= 3 || LISTED.test(text));
    if (!together && !(kind === "grid" && heads)) continue;
    for (const mine of bound) mine[kind] ??= place;
  }
}
