import { english } from "./en/crisis-cards.ts";
import { inLanguages } from "./in-language.ts";

/**
 * The crisis cards, one for each situation: the first lines say what to do now, each number stands once and in the order in which it
 * is dialled, at most one on a line. They go out with database and model down, so the numbers are national ones, and no line says
 * that anybody was called. Where the rules come from: 精神卫生法 第五条 (nobody is locked in), 第二十八条 (who sends for a diagnosis),
 * 未成年人保护法 第十一条 and 反家庭暴力法 第十四条 (who must report, at once, also what is only suspected), 反家庭暴力法 第五条
 * (what an adult wants is respected).
 */
const chinese = {
  /** In front of what to say and of what not to do. */
  say: "怎么说:",
  never: "别做:",
  /** Now. */
  red: {
    suicide: "现在打 110,说清地址。\n吃了药、受了伤:打 120。\n别让他一个人。药、刀、绳子拿远些。",
    at_height: "现在打 110,说清哪座楼、哪段水边。\n高处、水里要救人:打 119。\n受了伤:打 120。",
    poisoned: "现在打 120:吃了什么、多少、几点吃的。\n药瓶、农药瓶留给医生看。\n他不让救、门打不开:打 110。",
    violence: "先退到安全的地方,再打 110。\n说清:地址、手里有什么、屋里有谁、有没有病。\n有人受伤:打 120。",
    medical: "现在打 120:地址、多大、哪里不对、几点开始。\n没反应、没呼吸:照电话里说的按压胸口。\n门打不开:打 110。",
    refill:
      "胸口疼、喘、头晕站不住、说话不清:打 120。\n说清断了什么药、断了几天。\n都没有:今天联系家庭医生和家属,把药接上。",
    fumes: "人先出来透气,门窗打开,再打 120。\n说清:几个人、烧的什么、有没有叫不醒的。\n有煤气味、有人出不来:打 119。",
    medicine: "他动手、拿东西:先退出来,打 110。\n吃多了药、叫不醒:打 120。\n现在告诉家属和精防医生:什么药、停了多久。",
    fire: "人先撤到楼外,再打 119。\n说清:地址、屋里有谁、能不能自己走。\n有人头晕、受伤:打 120。",
    missing:
      "现在打 110 报走失,不用等一天。\n说清:姓名、年纪、穿什么、最后在哪。\n水边、车站、老房子先找。找到受了伤:打 120。",
    silent:
      "现在敲门、打电话,找家属、物业、邻居拿钥匙。\n没钥匙、叫不应:打 110,请警察破门。\n怕人倒在屋里:同时打 120。",
    child: "孩子眼下有危险:打 110。受伤先送医。\n要救护车:打 120。\n疑似就要报,不用查实:马上报公安、民政。",
    dv: "正在打、有伤:打 110。\n伤重:打 120。\n先让人到安全的地方。",
    dv_incapable: "现在打 110 报公安:疑似就必须报。\n有伤:打 120。\n先让人到安全的地方。",
    confinement: "现在打 110,说清人被锁在哪、喊不喊得应。\n有伤、没吃没喝:打 120。\n马上报精防医生和街道。",
    neglect: "起不来、没吃没喝、有伤:打 120。\n没人管、进不去门:打 110。\n今天就报街道和民政。",
  },
  /** Within 24 hours: other first lines, the rest of the card stays. */
  orange: {
    suicide: "今天见到人,直接问:想没想过死,打算怎么做。\n有办法、有时间,或者不吭声:打 110。\n吃了药、受了伤:打 120。",
    violence: "先别一个人去。今天告诉派出所和精防医生。\n亮出刀棍、动了手:退出来,打 110。\n有人受伤:打 120。",
    medical: "今天联系家属和家庭医生。\n胸口疼、喘、出冷汗、说话不清:打 120。",
    refill: "今天联系家庭医生和家属,把药接上。\n高压一百八以上、胸口疼、头晕站不住、说话不清:打 120。",
    fumes: "今天去看炉子、烟道和热水器。\n头晕、想吐:人先出来,打 120。\n有煤气味:打 119。",
    medicine: "今天告诉家属和精防医生:什么药、停了多久。\n动了手、拿了东西:退出来,打 110。\n吃多了药、叫不醒:打 120。",
    fire: "今天让物业、社区安全员到场。\n闻到煤气、见到烟:人先出来,打 119。\n有人头晕、恶心:打 120。",
    missing: "今天问清人在哪:电话、家属、邻居都问。\n找不到:打 110 报走失,不用等一天。",
    silent:
      "现在敲门、打电话,找家属、物业、邻居拿钥匙。\n没钥匙、叫不应:打 110,请警察破门。\n怕人倒在屋里:同时打 120。",
    child: "今天去看孩子。疑似就要报公安、民政,不用查实。\n眼下有危险:打 110。\n有伤:打 120。",
    dv: "今天用安全的办法联系本人。\n再动手:打 110。\n有伤:打 120。",
    dv_incapable: "今天就报公安:疑似就必须报。\n眼下有危险:打 110。\n有伤:打 120。",
    confinement: "今天报精防医生和街道,一起上门看。\n喊不应、没吃没喝:打 110。\n有伤:打 120。",
    neglect: "今天上门看吃住和身体,今天报街道。\n起不来、没吃没喝:打 120。\n没人管、进不去门:打 110。",
  },
  /** To be read aloud. */
  words: {
    suicide: "「我在,你慢慢讲。你是不是想结束生命?」\n直接问不会害他。电话别挂,叫家里人来。",
    at_height: "「我不过来,你慢慢讲,我听着。」\n隔开一段陪着,叫家里人来。",
    poisoned: "「我陪着你。吃了什么,告诉我。」",
    violence: "隔着门说「我不进来,有话慢慢讲。」\n退远了再告诉家属和精防医生。",
    medical: "「别动,我陪着你。疼不疼,喘得上气吗?」\n吃过的药连瓶子留着。",
    refill: "「什么药、断了几天?现在哪里不舒服?」\n药盒拿在手里,念给医生听。",
    fumes: "「都出来,到外面坐下,别睡。」\n没呼吸:照电话里说的按压胸口。",
    medicine: "「这几天睡得怎样?吃药难受吗?」",
    fire: "喊邻居「先下楼,别开灯,别打火。」\n煤气味:到楼外再打燃气公司。",
    missing: "问家里人「他常去哪?带电话带钱没有?」",
    silent: "隔着门喊「我是网格员,您应一声。」",
    child: "「不是你的错,我来帮你。」\n原话记下来,几点报给谁也记下来。",
    dv: "单独问「你现在安全吗?想怎么办,我听你的。」\n小孩、智力精神残疾、糊涂老人:必须报公安。",
    dv_incapable: "「不是你的错,我来帮你。」\n几点报给谁,记下来。",
    confinement: "隔着门说「听到了,我在找人,不走开。」\n对家里人「一起想办法找人看护。」",
    neglect: "「我在,我找人来。」\n看到的记下来:吃的、住的、身上。",
  },
  not: {
    suicide: "不激他,不讲大道理,不等到下班。",
    at_height: "不抓扯,不激他,不让人围观。",
    poisoned: "不催吐,不喂水,不让他一个人睡。",
    violence: "不敲门,不进屋,不上前劝,不让邻居围着。",
    medical: "不喂水喂药,不催吐,不背着走。",
    refill: "不借别人的药,不自己加量补吃。",
    fumes: "不开灯,不点火,不回屋拿东西。",
    medicine: "不逼他吃,不把药拌进饭里,不争有没有病。",
    fire: "不按门铃,不开灯,不在楼道打电话。\n不进屋,不坐电梯。",
    missing: "不在大群里发身份证号和病情。",
    silent: "不自己撬门,不等到明天。",
    child: "不反复盘问,不拍照外传。\n不找对方对质,不先告诉家里人。",
    dv: "不先劝和,不当着对方问,不往共用的手机发消息。",
    dv_incapable: "不劝和,不反复盘问,不惊动对方。",
    confinement: "不自己撬锁,不指责。锁人捆人违法,不能瞒。",
    neglect: "不骂家里人,不拍照发群。",
  },
  /** Who can wait to be called: the last line. Empty for none. */
  later: {
    suicide: "想找人说说:打 12356,各地时间不同。",
    dv: "妇联热线 12338,多在上班时间。",
  },
  /** The writer's own distress: a person's words first, no business. */
  self: {
    suicide: {
      red: "听到了。先别做,我在。\n离开那儿,药、刀放下,去有人的地方。\n现在打 110,告诉他们您在哪、吃没吃药。\n想先说说话:打 12356,各地时间不同。",
      orange:
        "听到了,这段日子一定很难。\n您现在安全吗?身边有没有人?\n在高处、手边有药有刀,先离开那儿。\n想说说话:打 12356,各地时间不同。",
    },
    dv: {
      red: "听到了。您先躲到能锁门、有出口的地方。\n现在打 110,小声说地址就行。\n别去厨房,别激他。",
      orange:
        "听到了。挨打不是您的错。\n您现在安全吗?他在不在旁边?\n再动手就打 110。\n伤先拍照,去医院留病历;照片别放共用的手机里。",
    },
  },
  /** One direct question instead of an alarm, and its two buttons. */
  unsure: "人现在有危险吗?\n等不及先打 110。\n病重、受伤:打 120。\n着火:打 119。",
  danger: "有危险",
  no_danger: "没有,接着办",
  /** What a card says that goes out before anything could be recorded. */
  nobody_told: "还没有通知到任何人:先打电话,再告诉主管。",
  /** Under the card: the district's own line, or the hours of a line that the card names. */
  local: (number: string, name: string, facts: string) => `本地电话 ${number}:${name},${facts}`,
  local_hours: (number: string, place: string, facts: string) => `${place}的 ${number}:${facts}`,
  hours_unknown: "时间没核实",
  as_of: (day: string) => `${day} 的信息`,
  unverified: "没核实",
} as const;

export type CrisisCardTexts = typeof chinese;

export const crisisCards = inLanguages(chinese, english);
