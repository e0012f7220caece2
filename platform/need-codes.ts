/**
 * The event codes under which frontline workers record what somebody needs: needs of the case table are told by them, and so are
 * the services that answer those needs.
 */
export const NEED_CODES = {
  "01": "老人独居、走失、跌倒",
  "02": "精神与情绪",
  "03": "残疾与康复",
  "04": "困难救助",
  "05": "儿童与监护",
  "06": "家庭暴力",
  "07": "邻里与家庭矛盾",
  "08": "消防、燃气、用电",
  "09": "房屋与高空坠物",
  "10": "环境与公共设施",
  "11": "疾病与就医",
  "12": "诈骗与异常",
  "13": "流动人口与出租屋",
  "14": "政策咨询",
  "15": "其他",
} as const;

export type NeedCode = keyof typeof NEED_CODES;
