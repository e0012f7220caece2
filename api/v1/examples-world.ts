/** For tests only: a running service in which everything that the examples speak of is there. */
import { acknowledgeCrisis } from "../../cases/crises/acknowledge.ts";
import { recordCrisis } from "../../cases/crises/record.ts";
import { dueToday } from "../../cases/follow-ups/today.ts";
import { closeNeed } from "../../cases/needs/close.ts";
import { mergePeople } from "../../cases/people/merge.ts";
import { addSupport } from "../../cases/people/support.ts";
import { advanceReferral } from "../../cases/referrals/advance.ts";
import type { ReferralStatus } from "../../cases/referrals/moves.ts";
import { reportOutcome } from "../../cases/referrals/outcome.ts";
import { beginPathway } from "../../cases/referrals/pathway/steps.ts";
import { type NewReferral, raiseReferral } from "../../cases/referrals/raise.ts";
import { inSession, type StaffSession } from "../../cases/session.ts";
import { draftOf } from "../../cases/visits/fixture.ts";
import { saveVisit } from "../../cases/visits/save.ts";
import { registerEndpoint } from "../../cases/webhooks/endpoints.ts";
import { chinaDate } from "../../platform/clock.ts";
import { idFrom, newId } from "../../platform/id.ts";
import { type Role, systemScope } from "../../platform/scope.ts";
import { DEMO_DISTRICT, demoStaffId } from "../demo.ts";
import { type RunningApp, runApp } from "../running.ts";
import { demoToken } from "../session/who.ts";
import type { ROWS } from "./examples.ts";

export interface ExamplesWorld {
  service: RunningApp;
  /** The id under which each row of the examples is there. */
  rows: Record<keyof typeof ROWS, string>;
  token(role: Role): Promise<string>;
}

export async function examplesWorld(): Promise<ExamplesWorld> {
  const service = await runApp();
  const { parts } = service;
  const staff = async (role: Role): Promise<string> =>
    role === "admin" ? idFrom("doorstep example admin") : demoStaffId(role);
  const as = async <T>(role: Role, work: (session: StaffSession) => Promise<T>): Promise<T> => {
    const scope = { district_id: DEMO_DISTRICT, staff_id: await staff(role), role };
    return inSession({ ...parts, now: parts.clock.now() }, scope, work);
  };
  const second_supervisor = await idFrom("doorstep example supervisor");
  const services = await inSession(
    { ...parts, now: parts.clock.now() },
    systemScope(DEMO_DISTRICT),
    async ({ tx, sealer, now }) => {
      for (const [id, role, name] of [
        [await staff("admin"), "admin", "韩志强"],
        [second_supervisor, "supervisor", "沈玉梅"],
      ])
        await tx.query(
          "insert into staff (district_id, id, role, name_sealed, name_index, created_at) values ($1, $2, $3, $4, $5, $6)",
          [DEMO_DISTRICT, id, role, await sealer.seal(name!, "staff.name"), await sealer.index("name", name!), now],
        );
      // The demo's social worker belongs to a station that offers nothing of its own.
      await tx.query(
        "update staff set organization_id = (select organization_id from services where district_id = $1 and status = 'active' order by name limit 1) where id = $2",
        [DEMO_DISTRICT, await staff("social_worker")],
      );
      const { rows } = await tx.query<NonNullable<NewReferral["service"]> & { own: boolean }>(
        `select s.id, s.name, s.organization_id, s.organization_id = p.organization_id as own from services s
         join staff p on p.district_id = $1 and p.id = $2
         where s.district_id = $1 and s.status = 'active' order by own desc, s.name`,
        [DEMO_DISTRICT, await staff("social_worker")],
      );
      return rows;
    },
  );
  const target = services.find(({ own }) => own)!;

  const area = await as("grid_worker", async ({ tx }) => {
    const { rows } = await tx.query<{ id: string }>("select id from areas where name = '一网格'");
    return rows[0]!.id;
  });
  const visit = await as("grid_worker", (s) =>
    saveVisit(
      s,
      draftOf("去了一网格5栋2单元401王秀兰家,想装扶手,要人送午饭,本人同意,今天再来", {
        persons: [{ name: "王秀兰", grid: "一网格", address: "5栋2单元401" }],
        needs: [
          { words: "装扶手", code: "03", person: 0 },
          { words: "人送午饭", code: "01", person: 0 },
        ],
        consent: ["本人同意", "yes"],
      }),
    ),
  );
  const [need, closed_need] = visit.need_ids;
  const to_amend = await as("grid_worker", (s) =>
    saveVisit(s, draftOf("去看了孙大爷,药还有五天", { persons: [{ name: "孙大爷" }] })),
  );
  await as("grid_worker", (s) => closeNeed(s, closed_need!, { result: "met" }));
  const person = visit.people[0]!.id;
  const supporter = await as("grid_worker", (s) =>
    addSupport(s, person, { role: "police", name: "河口派出所赵警官", phone: "110" }),
  );
  const file = async (name: string): Promise<string> =>
    (await as("grid_worker", (s) => saveVisit(s, draftOf(`去看了${name}`, { persons: [{ name }] })))).people[0]!.id;
  const merging = { kept_id: await file("钟玉珍"), merged_id: await file("罗德胜"), reason: "核过户口本是同一位" };
  const merge = await as("supervisor", (s) => mergePeople(s, merging));
  const raise = async (...moves: { to: ReferralStatus; reason?: string }[]): Promise<string> => {
    const { id } = await as("grid_worker", (s) =>
      raiseReferral(s, {
        ...{
          person_id: person,
          visit_id: visit.id,
          area_id: area,
          reason: "一个人住,想要有人送午饭",
          background: null,
        },
        ...{ priority: "routine", consent: "yes", legal_ground: null, service: target },
      }),
    );
    for (const move of moves) await as("social_worker", (s) => advanceReferral(s, id, move));
    return id;
  };
  const begun = [{ to: "received" }, { to: "accepted" }, { to: "in-progress" }] as const;
  const full = { to: "rejected", reason: "这个月床位满了" } as const;
  const reported = await raise(...begun);
  await as("social_worker", (s) => reportOutcome(s, reported, "从周一起每天中午送到门口"));
  const on_pathway = await raise();
  await as("grid_worker", (s) => beginPathway(s, on_pathway, "jingkang"));
  const crisis = async (kind: string, words: string): Promise<string> =>
    (await as("grid_worker", (s) =>
      recordCrisis(s, { inbox_id: newId(), level: "red", kind, rules: [`${kind}.example`], words }),
    ))!.id;
  const taken = await crisis("suicide", "他站在楼顶上不肯下来");
  await as("supervisor", (s) => acknowledgeCrisis(s, taken));
  const child = await crisis("child", "孩子身上有伤");
  const to_hand_over = await crisis("fire", "五栋着火");
  for (const id of [child, to_hand_over]) await as("supervisor", (s) => acknowledgeCrisis(s, id));
  const endpoint = (path: string) =>
    as("admin", (s) => registerEndpoint(s, { url: `https://hooks.example.org/${path}`, events: ["need.closed"] }, []));
  const dates: string[] = [];
  for (const name of ["李大勇", "赵福海", "钱桂香"]) {
    const words = `去看${name},说好今天再来`;
    const day = chinaDate(parts.clock.now());
    const agreed = draftOf(words, { persons: [{ name }], agreed_on: ["今天", day] });
    await as("grid_worker", (s) => saveVisit(s, agreed));
    const due = await as("grid_worker", (s) => dueToday(s));
    dates.push(due.flatMap(({ people }) => people).find(({ person }) => person?.name === name)!.dates[0]!.id);
  }
  const [date_missed, date_to_move, date_to_drop] = dates;
  const rows: ExamplesWorld["rows"] = {
    ...{ date_missed: date_missed!, date_to_move: date_to_move!, date_to_drop: date_to_drop! },
    requested: await raise(),
    to_move: await raise(),
    rejected: await raise(full),
    to_resend: await raise(full),
    in_progress: await raise(...begun),
    ...{
      reported,
      on_pathway,
      person,
      need: need!,
      closed_need: closed_need!,
      visit: visit.id,
      visit_to_amend: to_amend.id,
      supporter,
    },
    ...{ person_alike: await file("何桂枝"), person_to_merge: await file("邓志远") },
    ...{ person_merged_into: merging.kept_id, merge: merge.id },
    service: target.id,
    other_service: services.find(({ own }) => !own)!.id,
    crisis: await crisis("missing", "老人走失了"),
    ...{ crisis_of_child: child, crisis_to_hand_over: to_hand_over, crisis_taken: taken },
    ...{ supervisor: await staff("supervisor"), second_supervisor },
    endpoint: (await endpoint("one")).id,
    endpoint_to_remove: (await endpoint("two")).id,
  };
  return {
    service,
    rows,
    token: async (role) => demoToken(parts.sealer, await staff(role), DEMO_DISTRICT, new Date()),
  };
}
