import { ConverterBuilder, type ConverterFunction, type LocalePreset } from "opencc-js/core";
import compatibility from "opencc-js/dict/CJK_Compatibility_Ideographs";
import characters from "opencc-js/dict/TSCharacters";
import phrases from "opencc-js/dict/TSPhrases";
import variants from "opencc-js/dict/TWVariantsRev";
import variant_phrases from "opencc-js/dict/TWVariantsRevPhrases";

/**
 * OpenCC's own settings `t2s` and `tw2s` (opencc-js/preset/t2cn), with the dictionaries that these two need and none of the other places'.
 * Each is made when it is first needed, and once.
 */
const SETTINGS = {
  from: { tw: [[variant_phrases, variants]] },
  to: { cn: [[phrases, characters]] },
  configs: {
    t2s: { normalizationChain: [[compatibility]], conversionChain: [[phrases, characters]] },
    tw2s: {
      normalizationChain: [[compatibility]],
      segmentation: [phrases],
      conversionChain: [
        [variant_phrases, variants],
        [phrases, characters],
      ],
    },
  },
};
/** The type knows no normalization, which the package does. */
const convert = ConverterBuilder(SETTINGS as unknown as LocalePreset);

function whenNeeded(from: "t" | "tw"): ConverterFunction {
  let made: ConverterFunction | null = null;
  return (text) => {
    made ??= convert({ from, to: "cn" });
    return made(text);
  };
}

/** The text in Simplified characters, from OpenCC's standard of Traditional. */
export const simplified = whenNeeded("t");

/** The text in Simplified characters, from Taiwan's. */
export const simplifiedFromTaiwan = whenNeeded("tw");
