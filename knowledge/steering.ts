import { sentencesOf } from "./sentences.ts";

/**
 * Sentences of documents and directory entries that speak to a machine or about what it should say, and not to a reader: whoever put
 * them there wants to steer the assistant. They are shown to nobody and to no model; the rest of the text stands. What a text can be
 * trusted with otherwise (an amount, a date) is decided elsewhere.
 */

const ORDER =
  "(?:请|须|应当?|务必|必须|一律|统一|只能|注意|不要|不得|不必|不用|直接|改为|优先|忽略|无视|输出|回复|回答|答复|生成|引用|解释为|标注|告知|推荐|显示|附上|发送|打开|调用|执行|删除|导出|上报|转发)";
/** A machine that answers, with an order: 助手 alone can be a person, and of 人工智能 laws speak too. */
const TOLD_A_MACHINE = [
  new RegExp(`(?:(?:智能|问答|聊天|对话)(?:体|助理|机器人)|助手|提示词|系统提示)[^。；]{0,16}${ORDER}`),
  new RegExp(`${ORDER}[^。；]{0,6}(?:(?:智能|问答|聊天|对话)(?:体|助理|机器人)|助手)(?!服务|技术)`),
  /(?:人工智能|大模型|语言模型|机器人|(?<![a-z])(?:ai|gpt|llm|chatgpt|chatbot)(?![a-z]))(?:系统|模型|程序)?[^。；，]{0,4}(?:在|于)?(?:请|务必|一律|统一|忽略|无视|输出|回复|回答|答复|生成(?:答|回|内容)|引用(?:时|本)|解释为)/i,
  /(?<![a-z])(?:ai|assistant|chatbot|model|bot|you)\b.{0,24}\b(?:must|should|shall|always|never|ignore|reply|respond|answer|output|send|call)\b/i,
];
/** About the conversation that it wants to change. */
const ABOUT_THE_ANSWER = [
  /(?:(?<![应相适正恰得])当(?![场事地前时日年月])|若|如果?|一旦|凡是?|每次|每当|只要)[^，。；]{0,12}(?:问[到起及]?|咨询|查询|提问)[^。；]{0,20}(?:(?:一律|统一|只能?|直接|请|就|都|须|优先|要)(?:回答|答复|回复|说|输出|显示|推荐)|(?:回答|答复|回复|输出|显示)[:：“"「『])/,
  /(?:忽略|无视|忘记|忘掉|抛开|不理会|不(?:要)?(?:再)?(?:遵守|理睬))[^。；]{0,10}(?:此前|以上|之前|前面|先前|上述|上文|其余|其他|其它|原有|所有|全部|一切)[^。；]{0,12}(?:规则|指令|命令|要求|材料|内容|提示|设定|限制|条文|通讯录|条目|目录|来源|检索|信息|结果)/,
  /(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|above|prior|earlier|all|other|instructions?|rules?)/i,
  /(?:答复|回答|回复|答案|输出|聊天|对话)(?:的)?(?:末尾|最后|开头|结尾|后面|前面|里|中|时|后)[^。；]{0,12}(?:追加|附上?|加上|带上|插入|写上|拼接|标注|写明|注明)/,
  /(?:附在|加在|拼到|照搬到|放到|写进|填进)[^。；]{0,6}(?:答复|回答|回复|答案|网址|链接)/,
  /(?:上一轮|前几轮|历史|之前的|此前的)(?:对话|聊天|会话|消息)(?:记录|原文|内容)?/,
  /(?:其余|其他|其它|别的)[^。；，]{0,8}(?:一律|全部|都|统统|均)?(?:显示|说成|标为|标成|视为|写成)(?:为|成)?[“"「『]?(?:已)?(?:停|关|撤|失效|取消|注销|无)/,
  /(?:不再|不要|不得|禁止)(?:再)?(?:列出|显示|推荐|提及|提到|展示)(?:其他|其它|其余|别的|任何)/,
  /(?:其余|其他|其它|别的)(?:号码|电话|机构|来源|条目|选项)(?:一律)?(?:不再|不要|不得)(?:列出|显示|推荐|提及|展示)/,
  /(?:一律|只|优先|必须)(?:优先)?推荐(?:本|我们?|该)(?:机构|院|公司|店|中心|单位)/,
];
/** What no text for people holds: markup that hides or fetches, places to fill in, fields and roles of a prompt. */
const MARKUP =
  /<!|<\/?[a-z][^>]*>|display\s*:\s*none|!\[[^\]]*\]|\]\(\s*[a-z]+:|\{\{[^}]*\}\}|\$\{?[A-Z_]{3,}\}?|<\|[^|]*\|>|\[\/?INST\]|(?:^|[\s；;，,。])(?:instruction|system|assistant|prompt|role)\s*[=:：]|隐藏(?:字段|指令|说明|文字)|(?:开发者|调试|内部)(?:注|说明|模式|指令|备注|期间)/i;
/** Nobody honest asks for somebody's code, or has what was said sent to an address. */
const HARVEST =
  /(?:验证码|动态码|校验码)[^。；]{0,14}(?:回复|告诉|告知|发[给到送]|提供|报给|收集|转发|填)|(?:回复|告诉|告知|发[给到送]|提供|报给|收集|索取|转发)[^。；]{0,14}(?:验证码|动态码|校验码)|(?:定位|位置|原话|姓名|身份证|名单|档案)[^。；]{0,8}(?:发送|上传|推送|回传|提交|发|传)(?:至|到|给)\s*(?:https?:|www\.|[\w.-]+@)/;

/** An address anywhere on the net: with a scheme, with www., or a host with a path or a query. */
export const ADDRESS =
  /(?:[a-z][a-z0-9+.-]{1,15}:\/\/|www\.)[^\s，。；、;,（）()《》「」“”<>]+|(?<![\w@.-])(?:[a-z0-9-]+\.)+[a-z]{2,12}[/?][^\s，。；、;,（）()《》「」“”<>]*/gi;

/** A public office's own address: where one applies online. */
function isOfficial(address: string): boolean {
  if (/[@{}$]/.test(address)) return false;
  const url = address.includes("://") ? address : `https://${address}`;
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && new URL(url).hostname.endsWith(".gov.cn");
}

/** Addresses that are nobody's whom the reader would trust. */
export const foreignAddresses = (text: string): string[] =>
  [...text.matchAll(ADDRESS)].map(([address]) => address).filter((address) => !isOfficial(address));

/** Whether words want to steer an assistant, or hold a link or an image. */
export function isSteering(words: string): boolean {
  const plain = words.normalize("NFKC").replace(/[\u200b-\u200f\u2060\ufeff]/g, "");
  if (MARKUP.test(plain) || HARVEST.test(plain) || foreignAddresses(plain).length > 0) return true;
  return [...TOLD_A_MACHINE, ...ABOUT_THE_ANSWER].some((way) => way.test(plain));
}

/** What stands in brackets inside a sentence is taken or left by itself. */
const BRACKETED = /【[^】]*】|（[^）]*）|\([^)]*\)/g;
const MARKDOWN_LINK = /!?\[[^\]]*\]\([^)]*\)/g;
/** Stands for a link until its sentence is left out. */
const LINK = "{{}}";

/** The text without its steering sentences. The places of the others change: for models and for showing, not for quoting by span. */
export function withoutSteering(text: string): string {
  if (!isSteering(text)) return text;
  // A question mark inside an address ends no sentence.
  const whole = text.replace(MARKDOWN_LINK, LINK).replace(ADDRESS, (address) => (isOfficial(address) ? address : LINK));
  const kept = whole.replace(BRACKETED, (part) => (isSteering(part) ? "" : part));
  return sentencesOf(kept)
    .map(({ start, end }) => kept.slice(start, end))
    .filter((sentence) => !isSteering(sentence))
    .join("");
}

/** The same text with blanks where sentences want to steer: every place stays, for reading what a document says of itself. */
export function blankSteering(text: string): string {
  if (!isSteering(text)) return text;
  let blanked = text;
  for (const { start, end } of sentencesOf(text))
    if (isSteering(text.slice(start, end)))
      blanked = blanked.slice(0, start) + " ".repeat(end - start) + blanked.slice(end);
  return blanked;
}
