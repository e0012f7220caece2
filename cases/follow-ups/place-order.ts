import { normaliseAreaName } from "../areas/areas.ts";

const WORDS = new Intl.Collator("zh", { numeric: true });

/** The parts of a normalised address: what stands before the building, then building, unit, floor and door. */
const PARTS =
  /^(?<street>.*?)(?:(?<building>\d+|[A-Za-z甲乙丙丁])(?:号楼|栋|幢|座|号院))?(?:(?<unit>\d+)(?:单元|梯))?(?:(?<floor>\d+)(?:层|楼))?(?<door>\d{1,5})?(?:室|号|房)?$/;

/** Where somebody lives, in the order in which one walks: 5栋2单元401 → building 5, unit 2, floor 4, door 401. */
export interface Place {
  street: string;
  building: string;
  unit: number;
  floor: number;
  door: number;
}

/** The parts of an address; what it does not say comes first. 401 is on the fourth floor, 1203 on the twelfth. */
export function placeOf(address: string): Place {
  const found = PARTS.exec(address.replace(/\s/g, ""))?.groups ?? {};
  const door = Number(found.door ?? 0);
  const by_door = door >= 100 ? Math.floor(door / 100) : 0;
  return {
    street: found.street ?? address,
    building: found.building ?? "",
    unit: Number(found.unit ?? 0),
    floor: found.floor ? Number(found.floor) : by_door,
    door,
  };
}

/** By grid, street, building, unit, floor and door; without an address last of its grid, without a grid last of all. */
export function inWalkingOrder(
  a: { area: string | null; address: string | null },
  b: { area: string | null; address: string | null },
): number {
  const unknown = Number(a.area === null) - Number(b.area === null);
  if (unknown !== 0) return unknown;
  const grids = WORDS.compare(normaliseAreaName(a.area ?? ""), normaliseAreaName(b.area ?? ""));
  if (grids !== 0) return grids;
  if (a.address === null || b.address === null) return Number(a.address === null) - Number(b.address === null);
  const [one, other] = [placeOf(a.address), placeOf(b.address)];
  return (
    WORDS.compare(one.street, other.street) ||
    WORDS.compare(one.building, other.building) ||
    one.unit - other.unit ||
    one.floor - other.floor ||
    one.door - other.door ||
    WORDS.compare(a.address, b.address)
  );
}
