/** For tests only: a visit with everything that a form can show, as the conversation would have understood it. */

import type { VisitDraft } from "../visits/draft.ts";
import { draftOf } from "../visits/fixture.ts";

export const NOTE =
  "入户看了王秀兰,5栋2单元401,七十八岁,女。药盒是空的,邻居说夜里喊。想要有人送午饭。儿子李建国电话13812345678在场,门反锁着。11月25日再来。本人同意。";

export function toldVisit(): VisitDraft {
  return draftOf(NOTE, {
    persons: [{ name: "王秀兰", sex: "女", age: ["七十八岁", 78, 78], address: "5栋2单元401" }],
    form: ["入户", "入户"],
    met: ["本人", "家属"],
    consent: ["本人同意", "yes"],
    agreed_on: ["11月25日", "2026-11-25"],
    seen: [
      { words: "药盒是空的", kind: "medicine", person: 0 },
      { words: "夜里喊", kind: "behaviour", teller: "邻居", person: 0 },
    ],
    needs: [
      { words: "有人送午饭", code: "01", urgency: "yellow", person: 0 },
      { words: "门反锁着", code: "02", urgency: "orange", person: 0 },
    ],
    flags: [["门反锁着", "confinement"]],
  });
}
