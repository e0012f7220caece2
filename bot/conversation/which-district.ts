import { goTo, type Place } from "../../cases/staff/accounts.ts";
import { actionId, parseActionId } from "../action-id.ts";
import type { Action } from "../reply.ts";
import { severalDistricts } from "../texts/several-districts.ts";
import { fold } from "../understand/fold.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** The button that goes to a district; its number stands where other buttons have a version. */
export const GO = "district.go";
/** A button's label has at most so many characters on LINE. */
const LONGEST_LABEL = 20;

/** 换区, 我要换个区, 切换到别的区, 我现在在哪个区; switch district. */
const WHICH =
  /^(?:我|帮我|请|要|想)*(?:切?换|切|转)(?:到|去|成|一?个|一下)*(?:别的|其他的?|另外?一?个|工作)?区域?$|^我?(?:现在)?(?:是)?在哪个?区$|^(?:switch|change)(?: my| the)? district$/iu;
/** 换到西河区, 切到西河; switch to 西河区. */
const TO =
  /^(?:我|帮我|请|要|想)*(?:切?换|切|转)(?:到|去|成|回)\s*(.{2,12})$|^(?:switch|change|go) (?:back )?to (.{2,40})$/iu;
/** A whole name of a district, so that one where nobody of this account works can be told from 社区, 小区 or a sentence. */
const DISTRICT = /^(?!.*[社小片园街景校]区$)\p{Script=Han}{1,7}[区县旗市]$/u;

export const buttonTo = ({ staff, district }: Place): Action => ({
  id: actionId(GO, undefined, staff.district_id),
  label: [...severalDistricts.go(district)].slice(0, LONGEST_LABEL).join(""),
});

/**
 * Which district the account is in: asked for, or chosen by a word or a button. Null when the message is about something else.
 * @param places where the account is bound, the one it is in now first; empty on the web, where the page chooses
 */
export async function whichDistrict(turn: Turn, places: readonly Place[]): Promise<TurnResult | null> {
  const { content } = turn.incoming;
  if (turn.verdict.level !== "none") return null;
  const go = async (district_id: number): Promise<TurnResult> => {
    const gone = await goTo(turn.session, turn.incoming, district_id);
    return gone ? say("status", severalDistricts.gone(gone.district)) : list(places);
  };
  if (content.type === "action") {
    const pressed = parseActionId(content.id);
    if (pressed?.verb !== GO) return null;
    return places.length === 0 ? say("help", severalDistricts.web) : go(pressed.n ?? 0);
  }
  if (content.type !== "text") return null;
  const plain = fold(content.text)
    .trim()
    .replace(/[。.!?吧]+$/u, "");
  const asks = WHICH.test(plain);
  const to = asks ? null : TO.exec(plain);
  if (!asks && !to) return null;
  const wanted = (to?.[1] ?? to?.[2] ?? "").trim();
  const meant = to && places.find(({ district }) => isCalled(fold(district), wanted));
  if (to && !meant && !DISTRICT.test(wanted)) return null;
  if (places.length === 0) return say("help", severalDistricts.web);
  if (meant) return go(meant.staff.district_id);
  return to ? say("status", severalDistricts.not_there(wanted)) : list(places);
}

/** By its whole name, or without 区 or 县. */
function isCalled(district: string, wanted: string): boolean {
  return district === wanted || district.replace(/(?<=..)[区县旗市]$/u, "") === wanted;
}

function list([here, ...others]: readonly Place[]): TurnResult {
  const { district } = here!;
  if (others.length === 0) return say("status", severalDistricts.only(district));
  return say("status", severalDistricts.which(district), others.map(buttonTo));
}
