/** Why something about a crisis could not be done, by the code of the refusal. */
export const crisisRefusals = {
  supervisors_only: "这个由主管来改。",
  professionals_only: "这几次随访要由社工或主管来接。",
  crisis_closed: "已经结案了。要接着做,请主管先重新打开。",
  crisis_outcome_needed: "结案要选一个结果。",
  duties_open: "还有没报的强制报告或没做完的随访。要结案,请写一句为什么。",
  recipient_needed: "写一下报给了谁,比如「派出所」。",
  hand_over_to: "转不了这个人:已经在他名下、是他报的,或者不在岗了。换一位。",
  minutes_out_of_range: "填 1 到 120 之间的整分钟。",
  phone_wrong: "这个电话位数不对。手机 11 位,座机带区号。",
  roster_staff: "选一位在岗的人。",
  roster_stand_in: "替班的要是另一位在岗的人。",
  roster_area: "没有这个片区,请重新选。",
  roster_kind: "至少选一种危机,或者选「全部」。",
  roster_place: "顺位填 1 到 9。",
  roster_days: "至少选一天值班。",
  roster_hours: "值班时间两头都要填,不能一样;全天就都空着。",
  roster_away: "不在的日子前后反了,或者写得不对。",
} as const;

export type CrisisRefusalTexts = typeof crisisRefusals;
