import type { PlaceFound } from "./places.ts";
import { nobodyKnown, type Subject } from "./subjects.ts";

const UNMET_THERE =
  /^[\s，]?(?:家|户|那户|那家)?(?:敲门)?(?:没人|没开|不在|没应|敲不开|锁着|没(?:有)?(?:见|碰|遇|找)(?:到|着|上)?人?)/;

/** 第三户四栋五零五没人: an address where nobody was met, besides the persons who were. */
export function unmetHouseholds(text: string, places: PlaceFound[], subjects: Subject[]): Subject[] {
  const doors = places.filter((p) => p.kind === "address" && !p.facility && /[^0-9][0-9]{3,4}$|号$/.test(p.value));
  // 跑了三户都没人 三栋201 三栋202 五栋603: nobody by name, and a door for each.
  if (
    /[两三四五六几]户|都没[人开应碰见遇]|都不在/.test(text) &&
    doors.length > 1 &&
    subjects.every((s) => s.mentions.length === 0)
  )
    return doors.slice(subjects.length).map((place) => nobodyKnown(place.span.start));
  const one_of_several = doors.length > 1;
  if (
    !one_of_several &&
    !/第[一二三四五六]户|另|还有|其中|隔壁|走了一?[遍圈趟]|[两三四五六几]户|就[^\s]{2,10}没人|除了/.test(text)
  )
    return [];
  return places
    .filter((place) => {
      const rest = text.slice(place.span.end, place.span.end + 12);
      const somebody = subjects.some((s) =>
        s.mentions.some(
          (m) =>
            m.span.start >= place.span.end &&
            m.span.start - place.span.end <= 8 &&
            !UNMET_THERE.test(text.slice(place.span.end, m.span.start)),
        ),
      );
      const unmet = UNMET_THERE.test(rest);
      return (
        place.kind === "address" && !place.facility && unmet && !somebody && subjects.some((s) => s.mentions.length > 0)
      );
    })
    .map((place) => nobodyKnown(place.span.start));
}
