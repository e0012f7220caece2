/** Why something about follow-ups, their rules or the district's settings could not be done, by the code of the refusal. */
export const followUpRefusals = {
  follow_up_closed: "这一条已经看过,或者不用再看了。",
  snooze_date_wrong: "改到明天或以后的日子,一年以内。",
  snooze_past_rule: "按规定最晚这天要见到人,再往后要主管同意:",
  rule_wrong: "间隔填 1 到 366 天,或者 1 到 12 个月,并写出自哪份文件。",
  admins_only: "这一项由管理员改。",
  settings_wrong: "有一项填得不对,都没有改。时间写成 21:00 这样,天数是 0 到 250 的整数。",
} as const;

export type FollowUpRefusalTexts = typeof followUpRefusals;
