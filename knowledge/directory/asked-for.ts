import { languagesIn, withoutLanguages } from "./languages.ts";

/** What a question for services asks beside the words that say what for. */
export interface AskedFor {
  /** The rest, for the search. */
  words: string;
  languages: string[];
  /** Only what is open at the moment. */
  only_open: boolean;
  /** Of whom it is asked, in years; null when nobody's age was said. */
  age: number | null;
}

const OPEN_NOW =
  /(?:现在|这会儿|这个点|这时候|此刻|眼下)(?:还)?(?:能|有)?(?:开着?|开门|营业|上班|去得?了?)|(?:还)?开着(?:门)?的?(?:没有|吗)?|还(?:开|营业|上班)[着没吗不]|今晚还开/g;
/** 78岁的, 七十多岁: only what is written in digits, because words of age are vague. */
const AGE = /(?<!\d)(\d{1,3})\s*(?:周?岁)(?!以)/;

/** Takes apart what was said: 「附近有没有现在开着、会手语的法律援助」. */
export function askedFor(said: string): AskedFor {
  const words = said.normalize("NFKC");
  const age = AGE.exec(words)?.[1];
  return {
    words: withoutLanguages(words.replace(OPEN_NOW, " ").replace(AGE, " ")),
    languages: languagesIn(words),
    only_open: words.search(OPEN_NOW) >= 0,
    age: age === undefined || Number(age) > 120 ? null : Number(age),
  };
}
