import type { Session } from "../session.ts";

export interface Area {
  id: string;
  parent_id: string | null;
  level: "district" | "street" | "community" | "grid";
  name: string;
}

const DIGITS = "零一二三四五六七八九";

/** 第三网格, 3网格, 三号网格 → 3网格: the way people say a grid is not the way the list has it. */
export function normaliseAreaName(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/[\s第号]/g, "")
    .replace(
      /([一二三四五六七八九])?十([一二三四五六七八九])?/g,
      (_, tens: string | undefined, ones: string | undefined) =>
        String((tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0)),
    )
    .replace(/[零一二三四五六七八九]/g, (digit) => String(DIGITS.indexOf(digit)));
}

/** The whole tree of the district, parents before children by name. */
export async function listAreas({ tx, scope }: Session): Promise<Area[]> {
  const { rows } = await tx.query<Area>(
    "select id, parent_id, level, name from areas where district_id = $1 order by array_position(array['district','street','community','grid'], level), name",
    [scope.district_id],
  );
  return rows;
}

/** The one area among `candidates` that people call so; null when none or several fit: a guess would file it wrongly. */
export function matchArea<A extends { name: string }>(candidates: A[], said: string): A | null {
  const wanted = normaliseAreaName(said);
  const fits = candidates.filter((area) => normaliseAreaName(area.name) === wanted);
  return fits.length === 1 ? fits[0]! : null;
}
