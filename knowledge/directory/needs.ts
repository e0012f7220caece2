/**
 * What a service is for, as a taxonomy of the directory. Codes and names are those of the event codes that needs are
 * recorded under, so that a need finds its services.
 */
export const NEEDS_TAXONOMY_ID = "6f0cbb1e-9d1f-8c65-9a3e-5d1c07a7b001";
export const NEEDS_TAXONOMY_NAME = "事项代码";

export const NEED_NAMES: Readonly<Record<string, string>> = {
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
};

/** The id of the taxonomy term of a code. */
export function needTermId(code: string): string {
  return `6f0cbb1e-9d1f-8c65-9a3e-5d1c07a7c0${code}`;
}
