/** What a page says that could not be shown, or a form that could not be taken. */
export const troubleTexts = {
  not_found: { title: "没找到", words: "没有这一页,或者不在您的范围里。" },
  forbidden: { title: "这里不归您办", words: "这一步由主管或管理员来做。要办的话,请找他们。" },
  too_large: { title: "文件太大", words: "这里最多 10 MB。更大的在服务器上用命令放进来,资料用 npm run ingest。" },
  bad_form: { title: "这张表没看懂", words: "请退回上一页,再试一次。" },
  unreachable: { title: "现在连不上数据库", words: "没有存下任何改动。过一会儿再试。" },
  internal: { title: "这边出错了", words: "没有存下任何改动。再试一次;还不行,把下面的编号告诉管理员。" },
} as const;

/** What is said to somebody who is not signed in. */
export const loginTexts = {
  title: "请先登录",
  how: "在 Telegram 或 LINE 里给家门口发 /console,点收到的链接就能进来。链接只能用一次。",
  demo: "试用版:登录链接印在启动它的终端里,每人一个。",
  kept: "您刚才写的还没存。先复制下来,登录后再贴上。",
} as const;

export type TroubleTexts = typeof troubleTexts;
export type LoginTexts = typeof loginTexts;
