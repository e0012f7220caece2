/** The levels of a normalised address: 罗家巷8号, 5栋, 2单元, 4楼, 401. */
const PARTS =
  /^(?<street>.*?(?:路|街|巷|弄|道|里|村|组|苑|园|小区|号(?!楼))(?:[0-9]+组)?(?:[0-9]+号(?!楼))?)?(?<building>[0-9A-Za-z甲乙丙丁]+(?:号楼|栋|幢|座|号院))?(?<unit>[0-9]+(?:单元|梯))?(?<floor>[0-9]+(?:层|楼))?(?<room>[0-9]{3,4})?$/;

const LEVELS = ["street", "building", "unit", "floor", "room"] as const;

function partsOf(address: string): Partial<Record<(typeof LEVELS)[number], string>> | null {
  return PARTS.exec(address)?.groups ?? null;
}

/**
 * The address after a correction: the levels said (六栋, 五栋三单元) replace those of the old address, and what is not said above
 * and below them stays (5栋2单元401 → 6栋2单元401, 3栋401 → 5栋3单元401). A street of another kind of address replaces the whole.
 */
export function mergeAddress(old: string | null, said: string): string {
  if (old === null) return said;
  const [before, after] = [partsOf(old), partsOf(said)];
  if (!before || !after) return said;
  const given = LEVELS.filter((level) => after[level]);
  if (given.length === 0 || (after.street && (!before.street || given.length > 1))) return said;
  const [first, last] = [LEVELS.indexOf(given[0]!), LEVELS.indexOf(given.at(-1)!)];
  return LEVELS.map((level, i) => (i < first || i > last ? before[level] : after[level]) ?? "").join("");
}
