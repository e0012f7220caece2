import { english } from "./en/crises.ts";
import { inLanguages } from "./in-language.ts";

/** What is said between the one who saw a crisis and those who are told of it. */
const chinese = {
  actions: {
    acknowledge: "收到",
    give: "转给别人",
    progress: "进展",
    called: (number: string) => `我打了${number}`,
    next: (state: string) => `到${state}`,
    attempted: "有过自杀行为",
    take_contacts: "我来跟进",
    reported: { police: "已报公安", civil_affairs: "已报民政", education: "已报教育" },
    victim: {
      minor: "未成年人",
      limited_capacity: "智力精神残疾、失能",
      full_capacity: "都不是",
      unknown: "还不清楚",
    },
  },
  states: {
    found: "发现",
    assessing: "研判",
    linking: "联动",
    handling: "处置",
    revisiting: "回访",
    closed: "结案",
  },
  outcomes: {
    safe: "人已安全",
    in_hospital: "已送医",
    with_police: "已由公安处理",
    referred: "已转介",
    false_alarm: "误报",
    died: "去世",
    not_found: "没找到人",
  },
  contact_outcomes: {
    safe: "平稳",
    at_risk: "仍有危险",
    in_care: "在治疗",
    refused: "不愿谈",
    not_reached: "没联系上",
  },
  duties: { minor: "未成年人受侵害", limited_capacity: "没有完全行为能力的人受侵害" },
  recipients: { police: "公安", civil_affairs: "民政", education: "教育" },
  /** Of the one who saw it, at once. */
  told: (names: string[], minutes: number) =>
    `已通知 ${names.join("、")}。${minutes} 分钟没人点「收到」就找下一位,没有下一位马上告诉您。`,
  /** Told again of the same person: to the one who wrote. */
  told_again: (ref: string, owner: string | null, names: string[]) =>
    `记进 ${ref} 了,同一件事不重复报。${owner === null ? (names.length > 0 ? `${names.join("、")} 已通知,还没人点「收到」。` : "") : `${owner} 在跟进,已告诉 ${owner}。`}`,
  /** And to those who have it. */
  more_told: (ref: string, who: string, is_raised: boolean) =>
    `${ref} 有新情况,${who} 刚报的${is_raised ? ",升为紧急" : ""}。原话在后台。`,
  climbed: (ref: string, unanswered: string[], told: string[]) =>
    `${ref}:${unanswered.length > 0 ? `${unanswered.join("、")} 没应,` : ""}又通知了 ${told.join("、")}。`,
  list_ended: (ref: string) => `${ref}:名单上的人都没有应。现在自己打 110,再打街道值班电话。`,
  list_ended_for_you: "请的同事还没有应。撑不住就打 12356,有危险打 110,或直接打给您信得过的人。",
  taken: (ref: string, who: string, phone: string | null) =>
    `${who} 已收到 ${ref},正在跟进。${phone === null ? "" : `电话 ${phone}。`}`,
  taken_by_other: (ref: string, who: string) => `${ref} ${who} 接了,您不用再处理。`,
  taken_from_you: (ref: string, who: string) => `${who} 接过了 ${ref}。`,
  /** Of who asked for a call, and asks again. */
  call_taken: (who: string, phone: string | null) =>
    `${who} 已经接了,会联系您。${phone === null ? "" : `等不及就打给他:${phone}。`}`,
  call_closed: "上次的已经结束了。现在还难受,再跟我说一句,或打 12356。",
  /** Of whoever is told: what is needed, and no more. */
  notice: (level: string, kind: string, ref: string) => `${level}|${kind} ${ref}`,
  notice_where: (area: string | null, who: string) => `${area === null ? "片区没说" : area},${who} 报的。`,
  notice_reach: (phone: string | null) => (phone === null ? "电话没登记,从通讯录打给他。" : `先打给他:${phone}`),
  notice_tap: "点「收到」就记在您名下。",
  handed_to_you: (who: string) => `${who} 想转给您:`,
  asked_for_call: (who: string, phone: string | null) =>
    `${who} 想请同事联系一下。现在打个电话过去${phone === null ? "" : `:${phone}`}。`,
  yours: (ref: string) => `好,${ref} 记在您名下了。`,
  yours_call: (who: string, phone: string) => `先打给 ${who}:${phone}。`,
  before_you: (ref: string, who: string) => `${ref} ${who} 已经接了。`,
  /** 110 is never called by us: they say that they did. */
  called: (number: string, at: string) => `记下了:${at} 您打了${number}。`,
  says_called: (ref: string, who: string, number: string) => `${ref}:${who} 说打了${number}。`,
  moved: (ref: string, state: string) => `${ref}:到「${state}」了。`,
  closed: (ref: string, outcome: string) => `${ref} 结案:${outcome}。`,
  /** The crisis of a message is kept; what it told besides is not. */
  rest_failed: "先顾人。这条里走访那段我没记下来,忙完单独再发一次。",
  close_in_console: "结案要写结果,请在工作台里做。",
  give_to_whom: "转给谁?对方点「收到」之前还在您这里。名单外的人在工作台里转。",
  give_nobody: "没有可以转的人,请打电话给主管。",
  given: (ref: string, who: string) => `已请 ${who} 接 ${ref}。他点了「收到」我告诉您。`,
  give_unanswered: (ref: string, who: string) => `${who} 还没有点「收到」,${ref} 还在您名下。`,
  which_victim: "受伤害的人是哪种?依法要不要今天上报,看这个。",
  duty: {
    minor: "受害的是未成年人:现在就报公安、民政、教育(未成年人保护法第十一条)。报了点一下。",
    limited_capacity: "受害的人没有完全行为能力:今天必须报公安(反家庭暴力法第十四条)。报了点一下。",
  },
  no_duty: "知道了。本人是成年人,听他自己的意思;再有危险就打 110。",
  victim_unknown: "先照顾人。问清了再点上面的按钮。",
  reported: (ref: string, to: string | null) => `记下了:${ref} ${to === null ? "已上报" : `已报 ${to}`}。`,
  says_reported: (ref: string, who: string, to: string | null) =>
    `${ref}:${who} 说${to === null ? "已上报" : `已报${to}`}。`,
  remind: (ref: string, duty: string, due: string) => `${ref} 还没上报:${duty},${due}前要报。报了点一下。`,
  remind_now: (ref: string, duty: string) => `${ref} 还没上报:${duty},法律要求立即报。报了点一下。`,
  contacts_asked: (ref: string) =>
    `${ref} 有过自杀行为。之后 24 小时、3 天、7 天、14 天、30 天、90 天各联系一次,由专业人员跟。您来接,点下面。`,
  contacts_proposed: (names: string[]) => `已请 ${names.join("、")} 跟进之后的六次联系。`,
  contacts_to_choose: (ref: string) =>
    `${ref} 之后要有六次联系(24 小时到 90 天)。这个片区没有社工,请主管在工作台里指定。`,
  /** Of the supervisors. */
  contacts_choose: (ref: string) =>
    `${ref} 有过自杀行为,之后要有六次联系(24 小时到 90 天)。这个片区没有社工:请在工作台里指定一位,或者点下面自己接。`,
  contact_reminders: {
    nobody_has_it: (ref: string, days: string) =>
      `${ref}:${days}的联系到时间了,还没有人接。请在工作台里指定一位,或者点下面自己接。`,
    due: (ref: string, days: string) => `${ref}:${days}的联系到时间了。联系完,在工作台里记一句。`,
    missed: (ref: string, days: string) => `${ref}:${days}的联系过了一天还没做。现在补上,在工作台里记一句。`,
  },
  contact_at_risk: (ref: string, who: string, days: string) =>
    `${ref}:${who} 做了${days}的联系,人仍有危险。先打给 ${who} 商量;马上有危险打 110。`,
  contacts_yours: (ref: string) => `${ref} 的联系记在您名下了,到日子会在「今天看谁」里。`,
  contacts_taken: "已经有人接了。",
  contacts_known: "已经记过了。",
  says_contacts_taken: (ref: string, who: string) => `${ref}:${who} 接了之后的联系。`,
  contact_due: (ref: string, days: string) => `危机后联系 ${ref}(${days})`,
  after: (hours: number) => (hours < 48 ? `${hours} 小时` : `${hours / 24} 天`),
  progress: {
    none: "您没有正在跟的危机。",
    owner: (who: string, state: string) => `${who} 在跟,到「${state}」`,
    you: (state: string) => `在您名下,到「${state}」`,
    nobody: "还没有人点「收到」",
    told: "已通知",
    tapped: "收到",
    waiting: "还没点",
    told_nobody: "还没有通知到任何人",
    next_at: (at: string) => `${at} 还没人应,就通知下一位`,
    list_ended: "名单上的人都通知过了:现在自己打 110,再打街道值班电话",
    calls: (numbers: string[]) => `有人说打了:${numbers.join("、")}`,
    no_calls: "还没有人说打过 110 / 120 / 119",
    report_open: (duty: string) => `还没上报:${duty}`,
    report_done: (duty: string, to: string | null) => `已上报:${duty}${to === null ? "" : `,${to}`}`,
    closed: (outcome: string) => `已结案:${outcome}`,
  },
  phone_kept: (phone: string) => `记下了,同事有急事会打 ${phone}。`,
} as const;

export type CrisisTexts = typeof chinese;

export const crisisTexts = inLanguages(chinese, english);
