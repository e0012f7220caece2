import { expect, test } from "vitest";
import { fold } from "../understand/fold.ts";
import { findAddresses } from "./addresses.ts";
import { findFullNames } from "./full-names.ts";
import { wordsOf } from "./words.ts";

const addressesIn = (written: string) => {
  const text = fold(written);
  const words = wordsOf(text);
  const names = findFullNames(text, words).map(({ start, end }) => ({ start, end, kind: "person" as const }));
  return findAddresses(text, { names, words })
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end }) => text.slice(start, end));
};

test.each([
  ["和平路12号3栋2单元401漏水", "和平路12号3栋2单元401"],
  ["去了三网格五栋二单元四零一", "三网格五栋二单元四零一"],
  ["十一网格8号屋里堆满纸壳", "十一网格8号"],
  ["万家村三组14号的房子裂了", "万家村三组14号"],
  ["八栋张大爷跟老伴", "八栋"],
  ["302那个小伙子半夜唱歌", "302"],
  ["二网格祠堂后头那间老屋漏雨", "二网格祠堂后头那间老屋"],
  ["锦绣江南7栋1单元701没人", "锦绣江南7栋1单元701"],
  ["佛山市禅城区柳巷125号锦绣江南24幢903室", "佛山市禅城区柳巷125号锦绣江南24幢903室"],
  ["住金华市永康市芝英镇练结村，腿脚不好", "金华市永康市芝英镇练结村"],
  ["住址：西湖科技园西园一路一号楼A座6楼", "西湖科技园西园一路一号楼A座6楼"],
  ["宁波市鄞州区下应金谷中路文墨仓的杨源春摔了", "宁波市鄞州区下应金谷中路文墨仓"],
  ["罗家巷八号后座没人", "罗家巷八号后座"],
])("%s: somebody lives at %s", (text, address) => {
  expect(addressesIn(text)).toEqual([address]);
});

test.each([
  "佛山市顺德区大良街道的低保标准",
  "示范区阳光社区的助餐点",
  "和平路修路，绕行解放路",
  "住院三天，住不惯养老院",
  "住房和城乡建设部的通知",
  "小区建了13栋住宅楼",
  "5月8号去看，12号窗口办",
  "民发〔2021〕70号",
  "三网格下水道堵了",
])("%s says where nobody lives", (text) => {
  expect(addressesIn(text)).toEqual([]);
});
