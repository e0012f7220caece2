import { matchArea } from "../../cases/areas/areas.ts";
import { type DoorFlag, doorFlags, flagDoor, liftDoorFlag } from "../../cases/doors/flag.ts";
import { Refusal } from "../../cases/refusal.ts";
import type { VisitDraft } from "../../cases/visits/draft.ts";
import { chinaDate } from "../../platform/clock.ts";
import { workingLife } from "../texts/working-life.ts";
import { fold } from "../understand/fold.ts";
import { readNote } from "../understand/note.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** 两人同去 5栋401 家里有狗, 5栋401要两个人去，他家有刀; 5栋401不用两个人去了 takes it back. */
const TWO =
  /(?:要|得|必须|一定要|以后)?(?:两个?人|俩人|双人|结伴)(?:一起|一块儿?|同|才能|再|结伴)*(?:去|上门|入户|走访)(?:了)?|两人同去/u;
const NO_LONGER = /(?:不用|不必|不需要|可以不|取消)\S{0,4}(?:两个?人|俩人|双人|结伴|两人同去)/u;
/** Who tells of a visit that two made tells a visit. */
const TOLD =
  /(?:今天|昨天|上午|下午|刚才?|刚刚|已经)\S{0,12}(?:两个?人|俩人)|(?:两个?人|俩人)\S{0,4}(?:去过|去了|看了)|[？?吗]\s*$/u;
/** Longer messages tell of something else as well. */
const LONGEST = 60;

/** What a message says of a door that nobody goes to alone; null when it says nothing of the kind. */
export async function doorInWords(turn: Turn, text: string): Promise<TurnResult | null> {
  const plain = fold(text).trim();
  if (plain.length > LONGEST || !TWO.test(plain) || (TOLD.test(plain) && !NO_LONGER.test(plain))) return null;
  const person = readNote(plain, chinaDate(turn.session.now)).persons.find((one) => one.address);
  if (!person?.address) return plain.startsWith("两人同去") ? say("clarify", workingLife.doors.how) : null;
  const { staff, session } = turn;
  const grid = person.grid
    ? matchArea(staff.areas, person.grid.value)
    : staff.areas.length === 1
      ? staff.areas[0]!
      : null;
  const address = person.address.value;
  if (NO_LONGER.test(plain)) {
    const flags = await doorFlags(session, { at: [{ area_id: grid?.id ?? null, address }] });
    if (flags.length === 0) throw new Refusal("not_found");
    for (const flag of flags) await liftDoorFlag(session, flag.id);
    return say("saved", workingLife.doors.lifted(address));
  }
  const { start, end } = person.address.span;
  const said = [plain.slice(0, start), plain.slice(end)].join(" ");
  const reason = said
    .replace(person.grid?.words ?? "", " ")
    .replace(TWO, " ")
    .replace(/^[\s，,。；;：:、]+|[\s，,。；;：:、]+$/gu, "")
    .replace(/[\s，,；;]{2,}/gu, "，");
  if (!grid || reason === "") return say("clarify", workingLife.doors.how);
  const until = await flagDoor(session, { area_id: grid.id, address, reason, until_on: null });
  return say("saved", workingLife.doors.set(address, until));
}

const lineOf = ({ address, reason }: DoorFlag): string => workingLife.doors.two(address, reason);

/** Of a draft: the doors in it that nobody goes to alone. */
export async function doorLines(turn: Turn, draft: VisitDraft): Promise<string[]> {
  const at = draft.persons.flatMap(({ address, grid }) => {
    const area = grid ? matchArea(turn.staff.areas, grid.value) : null;
    return address ? [{ area_id: area?.id ?? null, address: address.value }] : [];
  });
  return at.length === 0 ? [] : (await doorFlags(turn.session, { at })).map(lineOf);
}

/** Of these people: the doors that nobody goes to alone. */
export async function doorLinesOf(turn: Turn, people: string[]): Promise<string[]> {
  return people.length === 0 ? [] : (await doorFlags(turn.session, { people })).map(lineOf);
}
