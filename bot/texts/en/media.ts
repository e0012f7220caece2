import { MOST_PICTURES, SAME_DOOR_MINUTES } from "../../../cases/pictures/limits.ts";
import type { Wording } from "../in-language.ts";
import type { MediaTexts } from "../media.ts";

export const english: Wording<MediaTexts> = {
  heard: (words) => `I heard: 「${words}」`,
  voice: {
    no_transcriber: "I cannot listen here. Use the microphone of your keyboard and send me the text.",
    too_long: "That is too long: I listen to 5 minutes at a time. Please send it in parts, one household each.",
    not_heard: "I could not make that out. Use the microphone of your keyboard, or type a few words.",
    not_fetched: "I could not fetch that recording. Use the microphone of your keyboard, or type a few words.",
  },
  picture: {
    draft: (whose, n) =>
      `Picture ${n} goes with the visit${whose === null ? "" : ` of ${whose}`}. It is kept when you save.`,
    visit: (ref, n) => `Picture ${n} went into ${ref}.`,
    waiting: `I hold the picture: say within ${SAME_DOOR_MINUTES} minutes whose home it is and it goes into that visit.`,
    full: `A visit holds ${MOST_PICTURES} pictures; this one was not kept.`,
    not_fetched: "I could not fetch the picture, please send it again.",
    on_card: (n) => `pictures: ${n}`,
    saved: (n) => `Pictures kept: ${n}.`,
    not_this: "Another home",
    to_open_draft: "To the unsaved visit",
    taken_off: `Taken out. Say within ${SAME_DOOR_MINUTES} minutes whose home it is, else it is deleted.`,
    gone: "This picture is gone, or kept too long to be moved.",
    withdrawn: "You took the picture back; I deleted it too.",
    none_waiting: "No picture is waiting. Please send it again.",
    faults: {
      too_large: "This picture is over 10 MB. Send it compressed, or a screenshot.",
      heic: "I cannot keep HEIC pictures. Send a screenshot, or set the camera to the most compatible format.",
      animated: "I cannot keep moving pictures. Send a still one.",
      other_type: "This is no picture that I can keep. Send a JPG or PNG, or a screenshot.",
      broken: "This picture is not complete, please send it again.",
      too_many_pixels: "This picture is too large, send a screenshot.",
    },
  },
};
