import { english } from "./en/working-life.ts";
import { inLanguages } from "./in-language.ts";

/** What is said about leave and hand-overs, doors that two go to, phones that are lost, texts for a group, and times without a network. */
const chinese = {
  /** @param at day and minute in China */
  written: (at: string) => `写于 ${at},当时没网,刚收到`,
  cover: {
    to: (grid: string, name: string, from: string, until: string) =>
      `${from} 到 ${until},${name}的${grid}请您代管。这几天那边的回访、转介和紧急情况会到您这里,过了 ${until} 就看不到了。`,
    from: (grid: string, name: string, from: string, until: string) =>
      `${from} 到 ${until},您的${grid}由${name}代管,回访、转介和紧急情况都到${name}那里。`,
    to_for_good: (grid: string, name: string) =>
      `${name}的${grid}从今天起交给您了。没办完的回访、转介都跟着过来,发「今天」就能看。`,
    from_for_good: (grid: string, name: string) => `您的${grid}从今天起交给${name}了,没办完的都跟着过去了。`,
    ended_to: (grid: string) => `${grid}的代管提前结束了,辛苦了。那边的情况从现在起不到您这里。`,
    ended_from: (grid: string, name: string) =>
      `${grid}的代管提前结束了,从现在起回访和转介又到您这里,${name}不再代管。`,
    drafts: (n: number) => `有 ${n} 条没存的草稿也过来了,发「没存的草稿」看。`,
  },
  leave: "请主管在工作台「人员」→「代管和移交」里定:哪个网格、谁代、到哪天。定好了你们两位都会收到消息。",
  doors: {
    /** On a draft card and in 今天. */
    two: (address: string, reason: string) => `两人同去:${address}(${reason})`,
    set: (address: string, until: string) => `记下了:${address} 要两个人去,到 ${until}。之后去那里的人都会看到。`,
    how: "要写清门牌和原因,比如「两人同去 5栋2单元401 家里有大狗」。",
    lifted: (address: string) => `好,${address} 不用两个人去了。`,
  },
  group: {
    heading: "可以这样发(没存,只给您看):",
    left_out: (kinds: string[]) => `去掉了:${kinds.join("、")}。再看一眼有没有让人猜出是谁的话。`,
    clean: "没看到姓名、电话、住址这些。还是再看一眼,有没有让人猜出是谁的话。",
    unreadable: "里面有我认不准的号码。把号码去掉再发我看一遍。",
    how: "把要发的话贴在「发群前检查」后面,一起发给我。",
    kinds: { name: "姓名", address: "门牌", phone: "电话", number: "号码", other: "能认出人的话" },
  },
  consent: {
    reason: "居民撤回同意",
    which: "停谁的转介?点一下就停,并告诉对方。",
    sure: (name: string, referrals: string) => `${name}在办的:${referrals}。本人不同意了就停,并告诉对方。`,
    stop: (name: string) => `${name}不同意了,停`,
    none: "没找到在办的转介。说一下是谁,写全名。",
    stopped: (name: string, refs: string) => `停了${name}的 ${refs},记为「撤回同意」。`,
    by_phone: (ref: string, place: string) => `${ref}:${place}没有人用这个系统,请您打电话叫停。`,
    kept: (ref: string, ground: string) => `${ref} 不停:这是依法上报的(${ground}),不看本人同意。`,
    nothing_stopped: (name: string) => `${name}没有要停的。`,
    told: (ref: string, place: string) => `${ref} → ${place}:居民撤回了同意,请停下来,已经拿到的资料不要再用。`,
  },
  phone: {
    sure: "丢的那台上的 Telegram、LINE 都会断开,网页会退出。这里照常用。",
    yes: "断开其他的",
    only_here: "只断开这个区的",
    everywhere: "所有的区都断开",
    done: (n: number) => `断开了 ${n} 个,网页也退出了。这里照常用。找到手机或换了新的,请主管再做一个邀请码。`,
    none: "除了这里没有绑别的,网页已经退出了。",
    changed:
      "账号没换:在新手机上登录原来的 Telegram 或 LINE,接着用就行。账号也换了:请主管在「人员」里做一个新邀请码,您从新账号发过来。",
    web: "要在还在手上的 Telegram 或 LINE 里说这句;只剩网页,请主管在「人员」里点「解绑」。",
  },
} as const;

export type WorkingLifeTexts = typeof chinese;

export const workingLife = inLanguages(chinese, english);

export const workingLifeRefusals = {
  cover_grid: "请选一个网格。",
  cover_people: "请选现在管这个网格的人,和另一位在岗的网格员。",
  cover_days: "日期不对:从今天或以后开始,结束不早于开始,最远一年。",
  cover_overlaps: "这段时间已经有人代管了,先结束那一段。",
  door_unknown: "没看清是哪一户。要写清门牌和原因,而且要在您的网格里。",
  door_days: "日期不对:从明天起,最长 180 天。",
} as const;
