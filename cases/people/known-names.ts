import type { Session } from "../session.ts";

const HAN_RUN = /[\p{Script=Han}]{2,}/gu;
const DOTTED = /[\p{Script=Han}]{1,10}(?:[·•・‧∙⋅.][\p{Script=Han}]{1,10})+/gu;
const LATIN = /[A-Za-z]{2,20}(?:[ '-][A-Za-z]{2,20}){0,2}/g;
/** They hold sentences together; no name has one, which leaves a third of the runs to look up. */
const IN_NO_NAME = /[的了吗吧呢啊是不没我你他她它们这那哪个着过把被让给跟在就都也还要会说问打去到怎么什很]/;

/** Words of a text that may be somebody's name, as they stand there → what is looked up. */
function candidates(text: string): Map<string, string> {
  const found = new Map<string, string>();
  // People put spaces into names, dictation does too.
  for (const [run] of text.replace(/\s/g, "").matchAll(HAN_RUN))
    for (let at = 0; at < run.length - 1; at++)
      for (let length = 2; length <= 4 && at + length <= run.length; length++) {
        const words = run.slice(at, at + length);
        if (IN_NO_NAME.test(words)) break;
        found.set(words, words);
      }
  for (const [words] of text.matchAll(DOTTED)) found.set(words, words.replace(/\P{Script=Han}/gu, ""));
  return found;
}

/**
 * Which words of a text are the name of a person of the case table or of a member of staff, as far as the session may see them: found in
 * one query by the blind index over every run of two to four characters, over names with a dot, and over names in pinyin. Nothing is
 * opened, and nothing is learned beyond what the text says.
 * @param of residents: without the staff
 * @returns the names as they stand in the text
 */
export async function knownNames(
  { tx, scope, sealer }: Session,
  texts: readonly string[],
  { of = "everybody" }: { of?: "everybody" | "residents" } = {},
): Promise<string[]> {
  const words = new Map<string, string>();
  for (const text of texts) for (const [as_written, name] of candidates(text)) words.set(as_written, name);
  const latin = [...new Set(texts.flatMap((text) => Array.from(text.matchAll(LATIN), ([name]) => name)))];
  if (words.size + latin.length === 0) return [];
  const indexed = async (kind: "name" | "pinyin", entries: readonly (readonly [string, string])[]) =>
    new Map(
      (
        await Promise.all(
          entries.map(async ([written, name]) =>
            (await sealer.indexes(kind, name)).map((index) => [index, written] as const),
          ),
        )
      ).flat(),
    );
  const by_name = await indexed("name", [...words]);
  const by_pinyin = await indexed(
    "pinyin",
    latin.map((name) => [name, name.replace(/[^A-Za-z]/g, "")] as const),
  );
  const { rows } = await tx.query<{ index: string }>(
    `select name_index as index from people where district_id = $1 and name_index = any ($2::text[])
     union select name_index from person_names where district_id = $1 and name_index = any ($2::text[])
     union select name_index from staff where district_id = $1 and name_index = any ($2::text[]) and $4
     union select pinyin_index from people where district_id = $1 and pinyin_index = any ($3::text[])`,
    [scope.district_id, [...by_name.keys()], [...by_pinyin.keys()], of === "everybody"],
  );
  return rows.flatMap(({ index }) => by_name.get(index) ?? by_pinyin.get(index) ?? []);
}

/** Which of these addresses (as a visit normalises them: 5栋2单元401) are those of households that the session may see. */
export async function knownAddresses(
  { tx, scope, sealer }: Session,
  addresses: readonly string[],
): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const by_index = new Map<string, string>();
  for (const address of addresses)
    for (const index of await sealer.indexes("address", address)) by_index.set(index, address);
  const { rows } = await tx.query<{ address_index: string }>(
    "select distinct address_index from households where district_id = $1 and address_index = any ($2::text[])",
    [scope.district_id, [...by_index.keys()]],
  );
  return new Set(rows.flatMap(({ address_index }) => by_index.get(address_index) ?? []));
}
