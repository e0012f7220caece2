/** The levels of a normalised address: 罗家巷8号, 5栋, 2单元, 4楼, 401. */
const PARTS =
  /^(?<street>.*?(?:路|街|巷|弄|道|里|村|组|苑|园|小区|号(?!楼))(?:[0-9]+组)?(?:[0-9]+号(?!楼))?)?(?<building>[0-9A-Za-z甲乙丙丁]+(?:号楼|栋|幢|座|号院))?(?<unit>[0-9]+(?:单元|梯))?(?<floor>[0-9]+(?:层|楼))?(?<room>[0-9]{3,4})?$/;

const LEVELS = ["street", "building", "unit", "floor", "room"] as const;

function partsOf(address: string): Partial<Record<(typeof LEVELS)[number], string>> | null {
  return PARTS.exec(address)?.groups ?? null;
}

/**
 * The address after a correction: one level said (六栋) replaces that level of the old address (5栋2单元401 → 6栋2单元401);
 * several levels replace the whole.
 */
export function mergeAddress(old: string | null, said: string): string {
  if (old === null) return said;
  const [before, after] = [partsOf(old), partsOf(said)];
  if (!before || !after) return said;
  const given = LEVELS.filter((level) => after[level]);
  const [level] = given;
  if (given.length !== 1 || level === undefined || !before[level]) return said;
  return LEVELS.map((l) => (l === level ? after[l] : before[l]) ?? "").join("");
}
