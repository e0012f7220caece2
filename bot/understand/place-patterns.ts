import { BUILDING_PARTS, FACILITIES, LANDMARKS, SHELTERS, SIDES } from "./lexicon/places.ts";
import { ROOM } from "./normalise-address.ts";
import { NUMERAL } from "./numerals.ts";

/** How places are written: what findPlaces (places.ts) looks for, one pattern for each way to say where somebody lives. */

const INSIDE = `(?:的?(${NUMERAL})(?:单元|梯|门(?=的?${ROOM}|[0-9零一二三四五六七八九十]{1,2}[楼层])))?(?:的?(${NUMERAL})(?:层|楼))?(?:[的\\s]?(?!(?:110|119|120|122|12345|12356|12338)(?![0-9]))(${ROOM}|${NUMERAL}(?=室|房|户))(?:室|房|户|号房)?(?![0-9零〇一二三四五六七八九十百年元块斤人岁点分天个]))?(?:的?(?:(?:底下|下面|楼下)的?(?:那[个间])?(?=车库|地下室))?(?:地下室|地下车库|(?:地下|负)(?:${NUMERAL})[层楼]|车库|阁楼|(?:顶楼|顶层)(?!漏|违|渗|平台|天台|搭))(?:[旁边]边?的?(?:小屋|平房|杂物间|棚子))?)?(?:的?(?:最)?[东西南北左右](?:头|户|边户|手边)(?:那[家户间])?(?=$|[\\s，的住]))?`;
export const BUILDING = new RegExp(
  `(?:(?:[A-Za-z东西南北]|${NUMERAL})区)?((?:${NUMERAL}|[A-Za-z甲乙丙丁东西南北]))(号楼|栋|幢|座|号院)${INSIDE}`,
  "g",
);
export const INSIDE_STREET = new RegExp(`^${BUILDING.source}`);
export const UNIT = new RegExp(
  `${NUMERAL}门${ROOM}(?:室|房)?(?![0-9零一二三四五六七八九十岁])|${NUMERAL}单元(?:${ROOM}(?:室|房)?(?![0-9零一二三四五六七八九十岁])|(?:的?(?:(?:顶楼|顶层)(?!漏|违|渗|平台|天台|搭)|阁楼|地下室|${NUMERAL}[楼层]))?(?=那|的|住|有|$|[\\s，,]))`,
  "g",
);
export const DASHED = /(?<![0-9-])[0-9]{1,3}(?:-[0-9]{1,4}){1,3}(?![0-9-])/g;
export const GRID = new RegExp(`第?(${NUMERAL})号?网格`, "g");
export const STREET = new RegExp(
  `((?:(?![零〇一二两三四五六七八九十百]+号)[\\p{Script=Han}]){1,20}(?:${BUILDING_PARTS}))(?:第?${NUMERAL}期)?(?:第?${NUMERAL}排)?(?:(${NUMERAL})(?:组|社|队|生产队)(?![伍友人织长员]))?(?:(${NUMERAL})号(?!楼|院[0-9零一二三四五六七八九十])(?:(?:之|附|-)?(${NUMERAL})(?![0-9零〇一二两三四五六七八九十百]|[楼层栋幢座单元室房组]))?(?:[前后东西南北内里](?:院|座|楼)|后门)?(?:${NUMERAL}[楼层](?!的?(?:楼道|楼梯)))?(?:${ROOM}[室房]?(?![0-9零〇一二三四五六七八九十岁年月天个]))?(?:的?(?:车库|地下室|车棚|门面|铺面|商铺|仓库|工棚)(?=$|[\\s，。那的里]))?)?`,
  "gu",
);
/** 黎明路31弄6号301. */
export const LANE = new RegExp(
  `[\\p{Script=Han}]{1,8}(?:路|街|道|巷)${NUMERAL}弄${NUMERAL}号(?:${NUMERAL}[楼层])?(?:${ROOM}[室房]?(?![0-9零〇一二三四五六七八九十岁年月天个]))?`,
  "gu",
);
/** 禾场组的阿旺: a group of a village by its name. */
export const NAMED_GROUP =
  /(?<=^|[\s，。]|网格)((?!小|工|项|专|检|巡|督|兴|互|调|业|居|楼|这|那|哪|全|各|每|同|我|他|她)[\p{Script=Han}]{2}组)(?=的?(?:[老小阿][\p{Script=Han}]|那[家户个]|[\p{Script=Han}]{1,2}(?:大爷|大妈|奶奶|爷爷|阿姨|婆婆|伯|叔|婶|嫂)))/gu;
export const NUMBER_AFTER = new RegExp(
  `^\\s?(?:(${NUMERAL})组)?(${NUMERAL})号(?!楼|院|线|再|去|来|前|之前|下午|上午|早|晚|文|窗|台)(?:(${NUMERAL})[楼层])?(?:${ROOM}室?(?![0-9零一二三四五六七八九十岁年月天个]))?`,
);
/** A village or estate without a number: 汪家湾, 阳光小区. */
export const SETTLEMENT =
  /(?<=^|[\s，,。]|网格|去了?趟?|到了?|来到|住在?|在|搬到)(?![\p{Script=Han}]{0,4}网格)(?!了|趟|过|在|从|往|进|出|回|于|整个|我们|这个|那个|咱们|本|全|同|网格|隔壁|哪个|每个|邻|别的)([\p{Script=Han}]{1,4}(?:家[湾沟坡坪坝村寨屯庄塘冲坳岭岗]|小区|新村|花园|家园|苑|公寓|胡同|大院))(?=$|[\s，,。的]|[\p{Script=Han}])/gu;
export const LANDMARK = new RegExp(
  `([\\p{Script=Han}]{0,4}?)(?:${LANDMARKS})(?:${SIDES})(?:的)?(?:那|第)?(?:一|[二三四五])?(?:间|个|栋|排|家|户|座)?(?:${SHELTERS})`,
  "gu",
);
/** Any landmark, where a dwelling is named after the side: 竹林后头那间瓦房. */
export const NEAR_SOMETHING = new RegExp(
  `([\\p{Script=Han}]{2,9}?)(?:后头|后面|背后|旁边|边上|隔壁|对面|前面|里头|里面|上头|下头|东边|西边|南边|北边)(?:的|那|间|个|栋|一|排)*(?:${SHELTERS})`,
  "gu",
);
/** A room number read digit by digit: 五零二. */
export const READ_OUT =
  /(?<![零〇一二三四五六七八九十百])[一二三四五六七八九]{1,2}[零〇][一二三四五六七八九](?![零〇一二三四五六七八九十年月])/g;
export const VILLAGE_END = /(?:村|屯|寨)?[东西南北]头(?:第?[一二三四五六七八九十]家|最后一家|那家|那户|头一家)/g;
export const BARE_ROOM = new RegExp(
  `(?<![0-9a-zA-Z零〇一二三四五六七八九十百千])(${ROOM})(?=室|房|户(?<!百户)|两口|小两口|一家|男的|女的|(?<=敲${ROOM})(?:$|[\\s，])|是|那个|那家|那户|那|的|住|家|屋|没(?:有)?(?:人|[见碰遇找]|开|应)|不在|\\s?[小阿老][\\p{Script=Han}](?=$|[\\s，,。0-9])|(?<=(?:隔壁|对门|对面|楼上|楼下)${ROOM})(?=$|[\\s，,。])|[\\p{Script=Han}](?:大爷|大妈|大姐|大哥|大娘|奶奶|爷爷|阿姨|师傅|婆婆|阿婆|阿公|老师|[伯叔婶姨嫂姐哥爷婆]))`,
  "gu",
);
export const FLOOR = new RegExp(
  `(?<=^|[\\s，,。]|住|住在|在|说|讲|去)(${NUMERAL})楼(?:(?:[左右]手?边?|[东西南北]头|靠[左右东西]边?)(?=$|[\\s，的那])|(?=那|的|住|老|没有?电梯|爬不|[\\p{Script=Han}]{1,2}(?:爷|奶|婆|公|伯|婶|叔|姨)))`,
  "gu",
);
/** A village group or production team: 三组12号, 五组, 二社. */
export const GROUP = new RegExp(
  `(?<![0-9零〇一二两三四五六七八九十百小到至和、])第?(${NUMERAL})(?:组|社|生产队|队)(?![伍友人织长成员合装建团到至和会区工保交评]|的人)(?:第?(${NUMERAL})号(?!楼|院|线)|(?:[东西南北前后]头|尽头|村口|末尾|坡[上脚下]|坎[上脚下]|山脚下?|路边|河边|塘边|寨[脚头]|桥头)(?=那|的|第|住|$|\\s)|(?:[\\p{Script=Han}]{1,4}(?:坡|坎|桥|树|山|河|塘|井|庙|祠堂|寨|竹林|堰|沟|水塔|塔|水池|水库|粮站|仓库|学校|小学|卫生室|小卖部|礼堂|祖屋)(?:脚下|脚|底下|下头|下|上头|上|边上|边|旁边?|头|口|后头))(?=那|的|第|住|$|\\s)|[\\p{Script=Han}]{1,3}[坳湾沟坝坪寨冲垭岭岗](?=那|的|住|$|\\s))?`,
  "gu",
);
/** Where somebody is said to live, up to the pause: 住村口祠堂隔壁, 家在二组寨脚, 一个人住大榕树下那间. */
export const DWELLS =
  /(?:(?<![来记抓拉忍站留守盖拦咬捂挺堵])(?:租住|住|租)(?:在|到|进)?|(?:家|房子|屋子?|老屋|老宅|旧屋|棚子)(?:就)?在)([\p{Script=Han}0-9A-Za-z-]{2,16})(?=$|[\s，。；,;])/gu;
export const NO_DWELLING =
  /^(?:了|着|过|院|不|得|的|满|宿|处|所|一起|一块|外|城里|乡下|省|县|市|女儿|儿子|闺女|亲戚|他|她|佢|我|自己|娘家|婆家|医院|养老院|敬老院|精神|这|那边|哪|几|这里|楼[上下]$|[一二两三四五六七八九十0-9]+(?:年|天|个|多|来|次|楼$))/u;
export const DWELLING_END = new RegExp(
  `(?:${LANDMARKS}|${SIDES}|${SHELTERS}|尽头|头|尾|脚|底|口|坳|沟|塘|湾|坡|坝|寨|岭|冲|垭|岸|堤|坎|坪|村|屯|庄|社区|小区|花园|苑|巷|弄|街|路|里|号|(?<!多)[楼层]|坊|厂|站|窑|铺|场|园|棚|渡|亭|库|校|塔|闸|宿舍|间|户)$`,
);
/** 坳上的毛贵生, 沟里那家: a bit of country that somebody is of. */
export const COUNTRY =
  /(?<=^|[\s，。说去到网格])([\p{Script=Han}]?(?:坳|坡|岭|湾|沟|坝|塘|寨|岗|坎|坪|桥|庄|村)[上下头脚里边])(?=的[\p{Script=Han}]|那家|那户|住的)/gu;
/** A house inside a numbered compound: 14号院5号. */
export const YARD = new RegExp(`${NUMERAL}号院${NUMERAL}号(?!楼|院|线)(?:${NUMERAL}室)?`, "g");
export const YARD_BUILDING = new RegExp(`${NUMERAL}号院${BUILDING.source}`, "g");
/** 坟坝边上的老佘, 后街修鞋摊的老邬: the place somebody is of. */
export const OF_PLACE =
  /(?<=^|[\s，。]|网格)(?![\p{Script=Han}]{0,4}网格)([\p{Script=Han}]{1,7}?(?:边上?|旁边?|后头|后面|背后|对面|桥头|村口|村尾|路口|巷口|街口|摊|摊子|亭))的(?=[老小阿][\p{Script=Han}]|[\p{Script=Han}]{1,2}(?:大爷|大妈|奶奶|爷爷|阿姨|师傅|婆婆|阿婆|伯|叔|婶|姨|姐|哥))/gu;
/** 弄堂底那家, 巷子口第二家: a house told by its end of the lane. */
export const LANE_END =
  /(?<=^|[\s，。]|网格|住|在)(?!那|这|[\p{Script=Han}]{0,4}网格)([\p{Script=Han}]{0,3}(?:弄堂|巷|胡同|村|寨|湾|沟|街|坡|院|里弄)子?(?:底|尽头|口|尾|头|中间))(?:的?那[家户间]|第[一二三四五六七八九十]家|最后一家|头一家)/gu;
/** 六网格老砖厂: all that stands between a grid's name and the pause. */
export const AFTER_GRID = /^[\p{Script=Han}0-9]{2,8}(?=$|[\s，。])/u;
export const NO_HOME = new RegExp(
  `这边|那边|报一下|情况|[的了在去到看没有是人来找跟和巡查问爷奶婆公伯叔婶姨姐哥娘妈爸嫂]|老头|老汉|老太|${FACILITIES}|医院|居委会|村委|派出所|卫生|社区$`,
);
/** 后头那排平房第三间, 村尾第二家. */
export const ROW = new RegExp(
  `(?:[东西南北前后][头面边]|村[东西南北]?[头尾口])(?:的|那)?(?:[一二三四五第]{0,2}排)?(?:${SHELTERS})?第?[一二三四五六七八九十0-9](?:间|家|户)(?![人口])|[\\p{Script=Han}]{0,4}(?:沟|湾|坡|坝|寨|坳|村|街|巷|路)?(?:桥头|村口|村尾|路口|巷口|街口|河边|塘边)第[一二三四五六七八九十0-9]+(?:间|家|户)|(?<=^|[\\s，。]|网格)(?![\\p{Script=Han}]{0,4}网格)[\\p{Script=Han}]{2,9}(?:下|旁|边|口|里|头|后|前|底)第[一二三四五六七八九十0-9](?:间|家|户)(?![人口])`,
  "gu",
);
/** 文具店楼上三零三, 足浴店楼上: a home over a shop. */
export const ABOVE_SHOP = new RegExp(
  `(?<=^|[\\s，。在]|网格的?)(?:那家|那个)?([\\p{Script=Han}]{1,5})(?:店|铺|馆|超市|诊所|药房|网吧|小卖部|银行)(?:的)?(?:楼上|[二三四五2345]楼|后院)(?:${ROOM})?(?=$|[\\s，。住的有])`,
  "gu",
);
/** 老粮站宿舍二零三, 招待所三楼: a house known by its name. */
export const NAMED_HOUSE = new RegExp(
  `([\\p{Script=Han}]{1,10}(?:宿舍楼?|公寓|家属楼|教师楼|职工楼|筒子楼|安置楼|招待所|旅馆|旅社|老楼|红楼|板楼))的?(?:${NUMERAL}[楼层])?(?:${ROOM}[室房]?(?![0-9零〇一二三四五六七八九十岁年月天个]))?`,
  "gu",
);
/** 三排四号. */
export const ROW_AND_NUMBER = new RegExp(`(?<![前后])第?${NUMERAL}排(?:第?${NUMERAL}(?:号(?!楼|院|线)|间|户|家))`, "g");
/** 粮站对面, 庙后头: all of a stretch, or all after a grid. */
export const BESIDE_LANDMARK = new RegExp(
  `(?<=^|[\\s，。]|网格|[\\s，。]住|住在)(?![\\p{Script=Han}]{0,4}网格)([\\p{Script=Han}]{0,5}?(?:${LANDMARKS}))(?:后头|后面|背后|旁边|边上|隔壁|对面|对过|斜对面|前头|侧边|底下|上头|下头|东边|西边|南边|北边|边)(?:的?那[家户边])?(?=$|[\\s，])`,
  "gu",
);
/** 富民街108号3单元502. */
export const UNIT_OF_STREET = new RegExp(
  `^${NUMERAL}单元(?:${NUMERAL}[楼层])?(?:${ROOM}[室房]?(?![0-9零〇一二三四五六七八九十岁年月天个]))?`,
);
/** 六网格桥东三栋二零二: an estate's name between the grid and the building. */
export const ESTATE_AFTER_GRID =
  /(?<=网格)(?:安置房|家属院|干休所|公租房|廉租房|回迁房|[\p{Script=Han}]{1,4}?(?:[东西南北里苑园城湾庄坊口头桥场府居庭轩台村]|家属院|安置房|宿舍|小区))(?=[0-9一二三四五六七八九十])/gu;
