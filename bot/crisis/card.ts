import { type CrisisKind, type CrisisLevel, isUnsure, type Verdict } from "./verdict.ts";

/**
 * The card that is compiled in: it goes out with model and database down, so it names national numbers only, and it never says
 * that anybody was called. What to do, to say and not to do: 精神卫生法 第二十八条 (who may send for diagnosis), 未成年人保护法
 * 第十一条 and 反家庭暴力法 第十四条 (who must report), the order of the linkage 先保安全 → 打哪个号 → 说什么.
 */
export interface Card {
  /** At most nine lines for a phone held in one hand. */
  text: string;
  /** At most four, in the order in which they are to be dialled. */
  numbers: string[];
}

interface CardText {
  /** The first lines: what to do now. */
  now: readonly string[];
  numbers: readonly (readonly [number: string, what: string])[];
  /** What to say, to be read aloud. */
  say: readonly string[];
  never: readonly string[];
}

const POLICE = ["110", "警察"] as const;
const FIRE = ["119", "消防"] as const;
const AMBULANCE = ["120", "急救"] as const;
const LISTENING = ["12356", "心理援助,各地时间不同"] as const;
const WOMEN = ["12338", "妇联,多在上班时间"] as const;

const RED: Record<CrisisKind, CardText> = {
  suicide: {
    now: ["现在打 110,说清地址;吃了药、受了伤打 120。", "别让他一个人。药、刀、绳子拿远些。"],
    numbers: [POLICE, AMBULANCE, FIRE, LISTENING],
    say: ["「我在,你慢慢讲。你是不是想结束生命?」", "直接问不会害他。电话别挂,边说边找家里人。"],
    never: ["不激他,不讲大道理,不等到下班。", "人在高处或水边:不抓扯,不围观。"],
  },
  violence: {
    now: ["先退到安全的地方,打 110。", "说清:地址、手里有什么、屋里有谁、有没有病。"],
    numbers: [POLICE, AMBULANCE],
    say: ["隔着门只说:「我不进来,有话慢慢讲。」", "再告诉家属和精防医生。"],
    never: ["不敲门,不进屋,不上前劝。", "不让邻居围着。"],
  },
  medical: {
    now: ["现在打 120:地址、多大、哪里不对、几点开始的。"],
    numbers: [AMBULANCE, POLICE],
    say: ["「别动,我陪着你,医生马上到。」", "吃过的药连瓶子留给医生。"],
    never: ["不喂水喂药,不催吐,不背着走。", "没反应、没呼吸:照 120 说的按压胸口。"],
  },
  fire: {
    now: ["人先撤到楼外,再打 119。", "说清:地址、屋里有谁、能不能自己走。"],
    numbers: [FIRE, AMBULANCE, POLICE],
    say: ["喊邻居:「先下楼,别开灯,别打火。」", "闻到煤气,到楼外再打燃气公司。"],
    never: ["不按门铃,不开灯,不在楼道打电话。", "不进屋,不坐电梯。"],
  },
  missing: {
    now: ["现在打 110 报走失,不用等 24 小时。", "说清:姓名、年纪、穿什么、最后在哪。"],
    numbers: [POLICE],
    say: ["问家里人:「他常去哪?带电话带钱没有?」", "水边、车站、老房子先找。"],
    never: ["不在大群里发身份证号和病情。"],
  },
  child: {
    now: ["孩子眼下有危险打 110,受伤先打 120。", "疑似就要报:今天就报公安、民政。"],
    numbers: [POLICE, AMBULANCE],
    say: ["对孩子说:「不是你的错,我来帮你。」", "记下他的原话,几点报给了谁。"],
    never: ["不反复盘问,不拍照外传。", "不找对方对质,不先告诉家里人。"],
  },
  dv: {
    now: ["正在打、有伤,打 110;伤重打 120。", "先让人到安全的地方。"],
    numbers: [POLICE, AMBULANCE, WOMEN],
    say: ["单独问:「你现在安全吗?想怎么办,我听你的。」", "小孩、智力或精神残疾的人受打,必须报公安。"],
    never: ["不先劝和,不当着对方问。", "不往两个人共用的电话发消息。"],
  },
  confinement: {
    now: ["人有伤、没吃没喝、喊不应:打 110 和 120。", "马上报精防医生和街道。"],
    numbers: [POLICE, AMBULANCE],
    say: ["隔着门说:「听到了,我在找人,不走开。」", "对家里人说:「一起想办法找人看护。」"],
    never: ["不自己撬锁,不指责。", "把人锁住捆住违法,不能瞒着不报。"],
  },
  neglect: {
    now: ["人起不来、没吃没喝、有伤:打 120。", "没人管,打 110;今天就报街道。"],
    numbers: [AMBULANCE, POLICE],
    say: ["「我找人来,今天不走开。」"],
    never: ["不骂家里人,不拍照发群。", "看到的记下来:吃的、住的、身上。"],
  },
};

/** Within 24 hours: other first lines, the rest of the card stays. */
const ORANGE_NOW: Record<CrisisKind, readonly string[]> = {
  suicide: ["今天见到人,直接问:想没想过死,打算怎么做。", "有办法、有时间,或者不吭声:马上打 110。"],
  violence: ["先别一个人去。今天告诉派出所和精防医生。", "亮出刀棍或动了手:打 110。"],
  medical: ["今天联系家属和家庭医生。", "胸口疼、喘、出冷汗、说话不清:马上打 120。"],
  fire: ["今天让物业、社区安全员到场。", "闻到煤气、见到烟:人先出来,打 119。"],
  missing: ["今天问清人在哪。", "找不到就打 110,不用等。"],
  child: ["今天去看孩子,今天就报上去。", "眼下有危险,打 110。"],
  dv: ["24 小时内用安全的办法联系她本人。", "再动手,打 110。"],
  confinement: ["今天报精防医生和街道,一起上门看。", "没吃没喝、有伤、喊不应:打 110 和 120。"],
  neglect: ["今天上门看吃住和身体,今天报街道。", "起不来、没吃没喝:打 120。"],
};

/** The writer's own distress: a person's words, one number, the offer of a colleague (the button comes with the reply). */
const SELF: Record<"suicide" | "dv", Record<CrisisLevel, Card>> = {
  suicide: {
    orange: {
      text: [
        "听到了,这段日子一定很难。",
        "您现在安全吗?身边有没有人?",
        "在高处、手边有药有刀,先离开那儿。",
        "12356 心理援助,各地时间不同。",
        "想让同事打给您,点下面的按钮就行。",
      ].join("\n"),
      numbers: ["12356"],
    },
    red: {
      text: [
        "听到了。先别做,我在。",
        "现在离开那儿,把药、刀放下,去有人的地方。",
        "马上打 110,告诉他们您在哪;吃了药打 120。",
        "想先说说话:12356,各地时间不同。",
        "想让同事打给您,点下面的按钮就行。",
      ].join("\n"),
      numbers: ["110", "120", "12356"],
    },
  },
  dv: {
    orange: {
      text: [
        "听到了。挨打不是您的错。",
        "您现在安全吗?他在不在旁边?",
        "再动手就打 110。伤先拍照,去医院留病历。",
        "想让同事打给您,点下面的按钮就行。",
      ].join("\n"),
      numbers: ["110"],
    },
    red: {
      text: [
        "听到了。您先躲到能锁门、有出口的地方。",
        "现在打 110,小声说地址就行。",
        "别去厨房,别激他。",
        "想让同事打给您,点下面的按钮就行。",
      ].join("\n"),
      numbers: ["110"],
    },
  },
};

/**
 * The card of a verdict that is not `none`, in simplified Chinese. First what to do now, then the numbers, what to say and what
 * not to do; of the writer's own distress no business.
 */
export function nationalCard(verdict: Verdict): Card {
  const kind = verdict.kind ?? "suicide";
  const level = verdict.level === "red" ? "red" : "orange";
  if (verdict.self && (kind === "suicide" || kind === "dv")) return SELF[kind][level];
  if (isUnsure(verdict)) return UNSURE;
  const { now, numbers, say, never } = RED[kind];
  return {
    text: [
      ...(level === "red" ? now : ORANGE_NOW[kind]),
      numbers.map(([number, what]) => `${number} ${what}`).join(" · "),
      `怎么说:${say.join("\n")}`,
      `别做:${never.join("\n")}`,
    ].join("\n"),
    numbers: numbers.map(([number]) => number),
  };
}

/** One direct question, and the numbers for every answer to it. */
const UNSURE: Card = {
  text: [
    "人现在有危险吗?有,马上打:",
    "110 警察 · 120 急救 · 119 消防",
    "心里难受想找人说:12356,各地时间不同。",
    "是我多想了,就接着说。",
  ].join("\n"),
  numbers: ["110", "120", "119", "12356"],
};

/** What a card says that goes out before anything could be recorded. */
export const NOBODY_TOLD = "还没有通知到任何人:先打电话,再告诉主管。";
