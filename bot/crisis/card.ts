import type { CrisisKind, Verdict } from "./verdict.ts";

/**
 * The card that is compiled in: it goes out with model and database down, so it names national numbers only. What to do first, what to say, what not to do (国家卫健委 12356; 反家庭暴力法 第十四条;
 * 未成年人保护法 第十一条; 精神卫生法 第二十八条; the linkage of domain/source-documents.md A3).
 */
export interface Card {
  text: string;
  /** At most four, in the order in which they are to be dialled. */
  numbers: string[];
}

interface CardText {
  /** The first line: what to do now. */
  now: string;
  numbers: [number: string, what: string][];
  say: string;
  never: string;
}

const POLICE: [string, string] = ["110", "警察"];
const FIRE: [string, string] = ["119", "消防"];
const AMBULANCE: [string, string] = ["120", "急救"];
const LISTENING: [string, string] = ["12356", "心理援助,各地时间不同"];
const WOMEN: [string, string] = ["12338", "妇联,多为上班时间"];

const RED: Record<CrisisKind, CardText> = {
  suicide: {
    now: "现在就打 110,说清地址;人受伤或吃了药,打 120。别让他一个人待着。",
    numbers: [POLICE, AMBULANCE, LISTENING],
    say: "「我在,你慢慢说。你是不是想结束生命?」直接问,不会害他。",
    never: "不激他,不抓扯,不围观,不等到下班。药、刀、绳子能拿开就拿开。联系家里人。",
  },
  violence: {
    now: "先退到安全的地方,打 110:地址、手里有什么、屋里还有谁。",
    numbers: [POLICE, AMBULANCE],
    say: "对里面只说:「我在外面,不进来,有话慢慢讲。」",
    never: "不敲门,不进屋,不上前劝,不让邻居围着。通知家属和精防医生。",
  },
  medical: {
    now: "现在就打 120:地址、多大年纪、哪里不对、什么时候开始的。",
    numbers: [AMBULANCE, POLICE],
    say: "「别动,我陪着你,医生马上来。」吃过的药连瓶子一起留给医生。",
    never: "不喂水喂药,不背着走,不催吐。人没反应也没呼吸,听 120 的指挥按压。",
  },
  fire: {
    now: "人先撤到楼外,再打 119,说清地址和屋里还有谁、能不能自己走。",
    numbers: [FIRE, AMBULANCE],
    say: "对邻居喊:「先下楼,别开灯,别打火。」告诉 119 屋里有走不动的人。",
    never: "闻到煤气:楼道里不开灯、不按门铃、不打火、不打电话。不进屋,不坐电梯。",
  },
  missing: {
    now: "现在就打 110 报走失,不用等 24 小时。说姓名、年纪、穿什么、最后在哪看见。",
    numbers: [POLICE],
    say: "问家里人:常去哪、带没带电话和钱、有没有近照。",
    never: "不在大群里发身份证号和病情。水边、车站、老房子先找。",
  },
  child: {
    now: "孩子眼下有危险,打 110;受伤先打 120。疑似就要报,今天就报公安、民政。",
    numbers: [POLICE, AMBULANCE],
    say: "只对孩子说:「不是你的错,我来帮你。」记下他原话。",
    never: "不反复盘问,不拍照外传,不找对方对质,不先告诉家里人。",
  },
  dv: {
    now: "正在打或有伤,打 110;伤重打 120。先把人带到安全的地方。",
    numbers: [POLICE, AMBULANCE, WOMEN],
    say: "「你现在安全吗?想怎么办,我听你的。」成年人报不报,先问本人。",
    never: "不先劝和,不当着对方问,不往共用的电话留言。小孩、智力或精神残疾的人受打,必须报公安。",
  },
  confinement: {
    now: "人有伤、断食断水或屋里有火险,打 110 和 120。再报精防医生和街道。",
    numbers: [POLICE, AMBULANCE],
    say: "对家里人说:「不是来怪您的,一起想办法找人看护。」",
    never: "不自己撬锁,不指责,不瞒着不报。把人锁住、捆住是违法的。",
  },
  neglect: {
    now: "人起不来、没吃没喝或有伤,打 120;没人管,打 110。今天就报街道。",
    numbers: [AMBULANCE, POLICE],
    say: "「先喝口水,我找人来,今天不走开。」",
    never: "不骂家里人,不先拍照发群。看到的写下来:吃的、住的、身上。",
  },
};

const ORANGE_NOW: Record<CrisisKind, string> = {
  suicide: "今天之内见到人,直接问有没有想过死、打算怎么做。有办法、有时间,马上打 110。",
  violence: "先别一个人去。告诉派出所和精防医生,今天定好谁去看。",
  medical: "今天就联系家属和家庭医生。胸口疼、喘、说话不清、半边没劲,马上打 120。",
  fire: "今天就让物业、社区安全员到场。闻到煤气或见烟,人先出来,打 119。",
  missing: "今天就问清人在哪。找不到,马上打 110,不用等。",
  child: "今天就把孩子的情况问清、报上去。眼下有危险,打 110。",
  dv: "24 小时内用安全的方式联系她本人。再打起来,打 110。",
  confinement: "今天就报精防医生和街道,一起上门。人有危险,打 110。",
  neglect: "今天就上门看吃住和身体,报街道。人起不来,打 120。",
};

/** The card of a verdict that is not `none`. The writer's own distress gets a person's words and no business. */
export function nationalCard(verdict: Verdict): Card {
  if (verdict.self) return SELF;
  const text = RED[verdict.kind ?? "suicide"];
  const first = verdict.level === "red" ? text.now : ORANGE_NOW[verdict.kind ?? "suicide"];
  return {
    text: [
      first,
      text.numbers.map(([number, what]) => `${number} ${what}`).join(" · "),
      `怎么说:${text.say}`,
      `别做:${text.never}`,
    ].join("\n"),
    numbers: text.numbers.map(([number]) => number),
  };
}

/** What a card says that goes out before anything could be recorded. */
export const NOBODY_TOLD = "这时候还没有通知到任何人:先打电话,再告诉主管。";

const SELF: Card = {
  text: [
    "听到了,这很不容易。您现在安全吗,身边有人吗?",
    "要是站在高处、手边有药或刀,先离开那里,让身边的人陪着。",
    "12356 心理援助,各地时间不同 · 110 马上有危险",
    "想让同事给您打个电话,点下面的按钮就行。",
  ].join("\n"),
  numbers: ["12356", "110"],
};
