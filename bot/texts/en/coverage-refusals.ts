import type { CoverageRefusalTexts } from "../coverage-refusals.ts";
import type { Wording } from "../in-language.ts";

export const english: Wording<CoverageRefusalTexts> = {
  site_incomplete:
    "Something is missing: a name; a due day until it is built; somebody in charge for what is planned next; both coordinates or none.",
  target_wrong: "A target is a whole number from 0 to 100, with the document that it comes from.",
  travel_wrong: "Travel time is 0 to 600 whole minutes; leave it empty when nobody knows.",
  map_unreadable:
    "This file cannot be read. It should be a GeoJSON FeatureCollection with one Polygon an area and its name in properties.name.",
  map_names: "Some names on the map are no areas here, or stand there twice. Nothing of the file was taken.",
  map_large: "The map is too detailed. Simplify it to 200,000 points or fewer.",
  task_incomplete: "Write what is to be done, by whom, and by which day (today or later).",
};
