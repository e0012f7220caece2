/** Words that name people by relation, honorific, office or look, with what they imply about sex. */

export type Sex = "男" | "女";

/** Three lists of words (male, female, either) as one map, longest first, so that an alternation takes them whole. */
function sexed(male: string, female: string, either: string): Map<string, Sex | null> {
  const entries: [string, Sex | null][] = [];
  for (const [words, sex] of [
    [male, "男"],
    [female, "女"],
    [either, null],
  ] as const)
    for (const word of words.trim().split(/\s+/)) entries.push([word, sex]);
  return new Map(entries.sort((a, b) => b[0].length - a[0].length));
}

/** A regular-expression source that matches any of the words. */
export function anyOf(words: Map<string, Sex | null>): string {
  return [...words.keys()].join("|");
}

/** 唐三姑, 李二爷: with the place among brothers and sisters. */
const ordered = (bases: string): string =>
  [..."大二三四五六七八九幺满细"].flatMap((order) => [...bases].map((base) => order + base)).join(" ");

/** After a family name: 王大爷, 李婶, 黄阿婆. */
export const HONORIFICS = sexed(
  `${ordered("爷叔伯哥舅弟")} 老太爷 太公 爹爹 老爷爷 老大爷 老头子 老头儿 老爷子 大爷 大伯 大叔 大哥 二爷 二叔 二哥 三叔 三爷 四叔 幺爸
    幺叔 爷爷 伯伯 伯父 叔叔 公公 阿公 阿伯 阿叔 阿哥 阿爷 阿爹 老爹 老汉 老伯 老头 老爷
    老哥 老弟 先生 伯 叔 哥 爷 公 生`,
  `${ordered("姑姨婶娘姐嫂妈妹")} 太婆 阿奶 嬢嬢 孃孃 伯娘 娭毑 老奶奶 老大娘 老太太 老太婆 老婆婆 老阿婆 老板娘 大妈 大娘 大婶 大姐 大嫂 大姨 大姑 二婶
    二姐 二嫂 二娘 三婶 三姐 三娘 四婶 幺妹 奶奶 伯母 婆婆 婶婶 婶子 婶儿 嫂子 姑娘 阿婆
    阿姨 阿姐 阿嬷 阿嫲 阿嫂 阿嬸 阿婶 阿妹 阿妈 老太 老妈 老娘 老姐 女士 小姐 太太 婶 嫂
    姨 姑 姐 奶 婆 嬷 嬸 妈`,
  `老师傅 阿太 太太公 老人家 老两口 老人 老师 同学 老板 师傅 同志 某某 某`,
);

/** Relations. A relative without a name is background, not a person of the visit, unless at risk (people.ts). */
export const KIN = sexed(
  `小儿子 大儿子 二儿子 独生子 老丈人 男朋友 私生子 重孙子 小孙子 大孙子 老头子 儿子 男娃 女婿
    老公 丈夫 前夫 男人 爸爸 父亲 后爸 继父 养父 公公 岳父 爷爷 外公 姥爷 哥哥 弟弟 侄子
    侄儿 外甥 孙子 孙儿 外孙 叔叔 舅舅 小叔 大伯 表弟 表哥 堂哥 堂弟 阿爸 老豆  爸 爹
    哥 弟 夫`,
  `小女儿 大女儿 二女儿 儿媳妇 外孙女 外甥女 孙媳妇 丈母娘 女朋友 亲家母 小孙女 老太婆 女儿
    闺女 女娃 女仔 儿媳 媳妇 老婆 妻子 前妻 妈妈 母亲 后妈 继母 养母 婆婆 岳母 奶奶 外婆
    姥姥 姐姐 妹妹 侄女 孙女 舅妈 姑姑 姑妈 姨妈 小姨 表妹 嫂子 弟媳 阿妈 老母  妈 娘
    姐 妹 妻`,
  `双胞胎 老伴 爱人 爹妈 父母 爸妈 亲戚 家属 家人 家里人 监护人 保姆 护工`,
);

/** Children, as kin or as somebody seen. */
export const CHILD_WORDS = sexed(
  `小男孩 男孩子 男孩 男娃`,
  `小女孩 小姑娘 女孩子 女孩 女娃 囡囡 丫头 妹仔`,
  `小朋友 大的 小的 老大 老二 老三 老四 老幺 小孩子 小伢子 小孩 孩子 娃娃 细路 小娃 婴儿 宝宝 学生 伢 娃`,
);

/** Somebody without a name: 302那个小伙子, 有个女的. */
export const DESCRIPTIONS = sexed(
  `小伙子 老爷子 老大爷 老头子 男子 小伙 大爷 大叔 阿公 阿伯 爷爷 老头 老汉 老伯 爸爸 男人
    男的 男生`,
  `老太太 老太婆 老奶奶 女子 姑娘 妹子 大妈 大娘 大姐 阿姨 阿婆 奶奶 婆婆 老太 妈妈 女人
    女的 女生 孕妇 产妇`,
  `小年轻 年轻人 中年人 老两口 小两口 老人 租户 租客 住户 户主 患者 病人`,
);

/** Offices: with a family name these are colleagues and informants, never whom the visit is about. */
export const OFFICES =
  "主任|书记|支书|医生|大夫|护士|社工|所长|警官|民警|网格长|网格员|干部|局长|科长|站长|队长|律师|委员|村长|组长|楼长|护工|保安|经理|院长|校长|园长|教练|督导|专员|专干|调解员|记者|法官|司机|会计|心理师|护理员|街长|保洁|协管员|辅警|药师";

/** Where a colleague belongs: 街道小赵, 社区小何. */
export const OFFICE_PLACES =
  "街道|社区|居委会|居委|村委会|村委|物业|派出所|医院|卫生院|卫生站|社工站|民政|残联|妇联|司法所|综治|精防|志愿者|社工|医保|窗口|学校|搭档|同事|康复站";

/** Third parties whose word about a resident is hearsay: neither family nor an office that answers for it. */
export const OUTSIDERS =
  "邻居|隔壁|对门|楼上|楼下|街坊|老板娘|老板|小卖部|保安|门卫|门岗|环卫工|环卫|清洁工|保洁|保姆|房东|租客|跳舞的|跳广场舞的|摆摊的|收废品的|修鞋的|修车的|卖菜的|看门的|扫地的|扫街的|开店的|理发店|理发的|菜贩|牌友|工友|室友|舍友|合租的|同屋的?|同租的|同学|快递员|快递|外卖|出租车司机|群里|业主群|大家|别人|居民|群众|村里人|村民|楼长|楼组长|业主|小区里|院子里|村里|送水的|送奶的|收电费的|广场舞|街上|店里|店主|热心人|遛狗的|打牌的|下棋的";
