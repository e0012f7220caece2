/** What the pages about staff say. */
export const staffTexts = {
  title: "人员",
  hand_over: "代管和移交",
  doors: "两人同去",
  name: "姓名",
  role: "身份",
  grids: "网格",
  accounts: "绑定的手机",
  unbound: "还没绑",
  no_grids: "还没分网格",
  channels: { telegram: "Telegram", line: "LINE" } as Record<string, string>,
  invite: "做邀请码",
  invite_for: (name: string) => `给${name}做邀请码`,
  unbind: "解绑",
  unbind_for: (name: string) => `解绑${name}的手机`,
  actions: "要做的",
  empty: "还没有人员。",
  code: {
    title: (name: string) => `${name}的邀请码`,
    once: "只显示这一次,七天内有效,只能用一次。当面给,或者打电话念。",
    qr_link: "用手机扫,打开 Telegram 就能绑",
    qr_code: "用手机扫,得到邀请码,再发给家门口",
    telegram: "Telegram:点这个链接,再点「开始」",
    telegram_typed: "Telegram:打开家门口机器人,发",
    line: "LINE:加家门口为好友,把邀请码发过去",
    again: "回人员",
  },
  sure: {
    title: (name: string) => `解绑${name}的手机?`,
    what: "手机丢了或换人用时点。绑定的 Telegram、LINE 马上断开,网页也会退出。记过的内容都在。",
    after: "之后要再用,请再做一个邀请码。",
    self: "这是您自己:点了您会马上退出。",
    yes: "解绑",
  },
} as const;

export type StaffTexts = typeof staffTexts;
