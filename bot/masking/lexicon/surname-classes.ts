import { SURNAMES } from "../../understand/lexicon/surnames.ts";

/**
 * Family names after how much they alone say. Clear ones are hardly ever anything but a family name where they stand alone; the words
 * among them (于 和 时 高) need more from the characters and the words around.
 */
export const CLEAR_SURNAMES = new Set(
  "柯闵茅蔚史庄麦盛朴王李张刘陈杨赵吴周徐孙朱胡郭梁宋唐韩冯邓曹彭曾肖董潘袁蔡蒋吕丁姚沈姜崔谭陆汪廖贾魏薛阎闫雷邹熊孟秦邱侯尹郝龚邵覃戴严莫孔汤乔樊邢颜柴齐倪聂焦骆阮欧霍辛柳邬邝喻简饶凌佟裴耿滕靳詹鲍祁梅屈卞鲁穆伍冼桂黎娄栾苟佘窦揭卓岑丘缪阚鞠柏隋桑仇刁邸郜鄢鄂褚蔺艾郁胥蒲翁甄晁仝荆虞仲匡屠裘伊瞿綦卢谢林罗郑何许贺钱赖庞祝葛武巩濮逯亓佴郗郦郏邰邴郐郯邗郅郇仉笪麹乜".split(
    "",
  ),
);

export const WORD_SURNAMES = new Set(
  "于和时高向从金白安常平全来任应管解成明单边项区同公沙官包左代古文景都花卫乐车路年楼毕尚苗田盛司房符麦商谷桓宗党强封水游屈连展查种化才过仁冷能后真海计信弓井段富乌焦巴牧山宁经班秋居暴须丰关相益勾敖寿通燕浦农别庄充习鱼容慎戈终衡步耿满弘国广禄东殴利蔚越师巢养空曾毋那简饶生干".split(
    "",
  ),
);

/** Rare family names that the reading of notes does without. */
const RARE =
  "仉佴仝乜逯亓麴笪帅修战付兑先占冒冠凤刀千叱召印台右司合吉员呼哈啜嘉园圣坤垢塔士夔夕奉妫姒姬娥字孛宓宰宾寸寿尤尧展岩峗崇崔巨布帖幸庚庹廉延异弋彤律忻忽怀思恽惠慕戚戢戾扈抗拓拱招撒操攸敏斛斯旷易星普晋晓智暨曲朴朵杭松枚枝柯柔栗校根格植楚殳毋毌汝汲沃沐油泉波洛浦浮涉涓渠渭温游湛滑滕漆澹潮烟牟牧犁狄狐独猛玄玉玛班琴甘甫由申畅疏益眭睢督矫硕磨礼祖禄禹种秘稽穰立竺竹符答策管粘糜线缑缠练罕羊羽翟聊肇胜舍舒良芈芦芮苍苑苻茅茹荀荐莘菅菊萨葑蒉蓟蓬蔚蔡蔺藏藤蘧虎蚁衡衣补袭西覃訾诗诸谈谌谯豆贝贡贯赏赫越跋车轩辕达迁逄遇遵那邗邛邢邬邱邴邶郄郎郏郐郗郝郦郧部郸鄀鄯鄱酆采野量钊钮铁铎银锁锺镇镜门闪闭闻阙阴陀降随隗雍雒雕霜青静革鞍韶顿香马骆高魏鱼鲜鲍鹿麹麻黑鼎齐龙";

/** Everything that may begin a full name: where a rare one stands, context must say that somebody is named. */
export const POSSIBLE_SURNAMES = new Set([...SURNAMES, ...CLEAR_SURNAMES, ...WORD_SURNAMES, ...RARE]);

/** All compound names of the census with a living bearer worth the name. */
const COMPOUNDS =
  "欧阳|上官|司马|诸葛|司徒|令狐|皇甫|尉迟|公孙|慕容|夏侯|东方|南宫|独孤|长孙|宇文|端木|呼延|澹台|西门|轩辕|申屠|赫连|公冶|宗政|濮阳|淳于|单于|太叔|司空|钟离|闻人|鲜于|闾丘|拓跋|完颜|纳兰|叶赫|那拉|爱新觉罗|钮祜禄|范姜|张简|欧陽|东郭|公羊|公西|谷梁|左丘|巫马|乐正|漆雕|壤驷|仲孙|南门|呼韩|万俟|亓官|司寇|子车|颛孙|梁丘|相里|阿史那|达奚|库狄|贺兰|贺若|斛律|尔朱".split(
    "|",
  );

const BY_FIRST = Map.groupBy(COMPOUNDS, (name) => name[0]!);

/** The compound family name that stands at an offset; undefined when none does. */
export function compoundAt(text: string, at: number): string | undefined {
  return BY_FIRST.get(text[at]!)?.find((name) => text.startsWith(name, at));
}

/** Characters of given names, of recent decades most of all, beyond those that the reading of notes knows. */
export const MORE_GIVEN = new Set(
  "贞晟旭煦熠珩彧霏苒屹昉畅衍晗曜沐橙岚峦溪嵩锴铮骁翊恺攸铭钧锐钊铠铉鑫翰懿祺禧祎祯祐竣笙筠筱绎罡羽翎翀耀聿胤艺艾芃芊茵莞菀葆蓁藜虞蛟裕谊谚贤赐赫轩辰逍逸邑郡钰镕隽雁雄霁霆靖韬韶頔颂颀颐飒骅骋骏骥鲲鹭麒麟默龄侃俐偲傲儒凌凡凝劲励勋勰卉君吟咏喆墨奕妤姝姿婵媚嫄孜孺宏宜宣宪宸容宽寒尉屿岱岳峥峻崇巍巧希廷弈彤彦彰徵忱忻恬悠悦悟惟慈慎慕憬懋扬抒拓振斐斗旌旷昂昱昶晏晔晞晰暄暖暮曙朔朗枫柔桓桦樱欢歆殊毅沁沂沅沧沫泓洁洛涟涯淙淞淮淳渲渺湉漪潇澄澈澍澎澜濂灏灿炜炫烁烜烨焱煊熹牧犀玄玟玳珈珉珑珞珣琅琇琚琢琥琨琬琮瑀瑄瑜瑟瑢瑭璀璃璋璐璟璧璨瓒瓴皎皓盈砚硕碧磊禅穗箐箫绘绚绯缤缨羡耕芮芯苓茗茱荟莓莱菡萦葳蒨蔷蕊蕴薰藻蘅谨辉轲遵闯雯馨驰骐黛瑛娥妞娣姑婉嬿芸蓝菱茉霜琛勉骞镛俨昭暐尧赟韫".split(
    "",
  ),
);
