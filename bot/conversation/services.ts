import { lookUp } from "../../knowledge/directory/look-up.ts";
import { serviceLines } from "../../knowledge/directory/render.ts";
import type { FoundService } from "../../knowledge/directory/service.ts";
import { chinaDate } from "../../platform/clock.ts";
import type { Action } from "../reply.ts";
import { texts } from "../texts/zh-hans.ts";
import { recall, remember } from "./chat-state.ts";
import { reply, say, type Turn, type TurnResult } from "./turn.ts";

const AT_ONCE = 3;

interface Search {
  words: string;
  offset: number;
  near?: { latitude: number; longitude: number };
  only_named?: boolean;
}

async function show(turn: Turn, search: Search): Promise<TurnResult> {
  const { session } = turn;
  const {
    services: found,
    without,
    languages,
  } = await lookUp(session.tx, search.words, {
    area: turn.staff.adcode,
    at: session.now,
    limit: AT_ONCE + 1,
    offset: search.offset,
    ...(search.near ? { near: search.near } : {}),
    only_named: search.only_named ?? false,
  });
  if (found.length === 0)
    return say(
      search.offset > 0 ? "services" : "not_found",
      search.offset > 0 ? texts.services.no_more : texts.services.none,
    );
  const shown = found.slice(0, AT_ONCE);
  await remember(session, await recall(session), {
    services: {
      words: search.words,
      offset: search.offset + shown.length,
      shown: shown.map(({ id, name }) => ({ id, name })),
      shown_at: session.now.toISOString(),
    },
  });
  const actions: Action[] = [];
  if (found.length > AT_ONCE) actions.push({ id: "services.more", label: texts.actions.more_services });
  if (!search.near && found.some((service) => service.address !== null)) {
    actions.push({ id: "location.share", label: texts.actions.near_me });
  }
  actions.push({ id: "services.wrong", label: texts.corrections.wrong });
  const instead = { language: texts.services.no_language(languages.join("、")), open: texts.services.none_open };
  const text = [without && instead[without], onePhone(shown, chinaDate(session.now))].filter(Boolean).join("\n\n");
  return { replies: [reply("services", text, { actions })] };
}

/** The best one whole, the others in a line each: what a phone shows without scrolling far. */
function onePhone([best, ...others]: FoundService[], as_of: string): string {
  const whole = serviceLines(best!, as_of);
  if (others.length === 0) return whole;
  const lines = others.map((service) => {
    const open = service.opening.state === "open" ? texts.services.open : null;
    const doubtful = service.reported.length > 0 ? texts.services.doubtful : null;
    const parts = [service.name, service.phones[0]?.number, service.address, open, doubtful];
    return parts.filter((part) => part != null).join(" · ");
  });
  return [whole, "", texts.services.also, ...lines].join("\n");
}

/**
 * Places, agencies and their phones from the directory; three at a time.
 * @param only_named a number is wanted: places that only come near what was said are left out
 */
export function lookForServices(turn: Turn, words: string, only_named = false): Promise<TurnResult> {
  return show(turn, { words, offset: 0, only_named });
}

/** 再看几个. */
export async function moreServices(turn: Turn): Promise<TurnResult> {
  const { services } = await recall(turn.session);
  return services
    ? show(turn, { words: services.words, offset: services.offset })
    : say("clarify", texts.services.where_to_look);
}

/** A shared place: the last search again, nearest first. The place itself is not kept. */
export async function servicesNear(turn: Turn, near: { latitude: number; longitude: number }): Promise<TurnResult> {
  const { services } = await recall(turn.session);
  return services
    ? show(turn, { words: services.words, offset: 0, near })
    : say("clarify", texts.services.where_to_look);
}
