/** What a column of a list may hold, and how districts head it. */
export interface Field {
  label: string;
  /** Headers in the order of trust, compared without spaces and brackets. */
  headers: readonly string[];
}

export const FIELDS = {
  name: {
    label: "服务名称",
    headers: [
      "服务名称",
      "项目名称",
      "服务项目",
      "事项名称",
      "名称",
      "站点名称",
      "点位名称",
      "网点名称",
      "机构名称",
      "服务点",
      "事项",
      "项目",
    ],
  },
  organization: {
    label: "单位",
    headers: [
      "单位",
      "主办单位",
      "承办单位",
      "责任单位",
      "主管单位",
      "运营单位",
      "所属单位",
      "单位名称",
      "机构",
      "机构名称",
      "部门",
      "运营机构",
      "服务机构",
    ],
  },
  alternate_name: { label: "俗称", headers: ["俗称", "别名", "简称", "又名", "曾用名"] },
  description: {
    label: "能办什么",
    headers: ["服务内容", "能办什么", "主要服务", "业务范围", "职能", "简介", "内容", "服务范围", "服务简介"],
  },
  eligibility: {
    label: "服务对象",
    headers: ["服务对象", "谁能用", "对象", "适用对象", "面向人群", "服务人群", "申请条件", "条件"],
  },
  application: {
    label: "怎么办",
    headers: ["怎么办", "办理流程", "办理方式", "申请方式", "申请流程", "预约方式", "流程", "办理程序"],
  },
  papers: {
    label: "办理材料",
    headers: ["办理材料", "所需材料", "申请材料", "要带", "材料", "需带材料", "提交材料", "证件"],
  },
  fees: { label: "费用", headers: ["费用", "收费", "收费标准", "价格", "是否收费"] },
  address: {
    label: "地址",
    headers: ["地址", "详细地址", "办公地址", "服务地址", "地点", "办理地点", "位置", "所在地", "地理位置"],
  },
  latitude: { label: "纬度", headers: ["纬度", "latitude", "lat"] },
  longitude: { label: "经度", headers: ["经度", "longitude", "lng", "lon"] },
  phone: {
    label: "电话",
    headers: ["电话", "联系电话", "咨询电话", "服务电话", "办公电话", "联系方式", "座机", "手机", "电话号码", "热线"],
  },
  contact: { label: "联系人", headers: ["联系人", "负责人", "联络人", "站长", "联系人姓名"] },
  hours: {
    label: "开放时间",
    headers: ["开放时间", "服务时间", "办公时间", "营业时间", "上班时间", "时间", "办理时间", "工作时间", "接待时间"],
  },
  languages: { label: "语言", headers: ["语言", "语种", "方言", "手语"] },
  needs: { label: "类别", headers: ["类别", "服务类别", "类型", "分类", "服务类型", "事项代码"] },
  email: { label: "邮箱", headers: ["邮箱", "电子邮箱", "email", "电子邮件"] },
  url: { label: "网址", headers: ["网址", "网站", "链接", "公众号链接"] },
  assured: { label: "核实日期", headers: ["核实日期", "更新日期", "更新时间", "核对日期", "统计日期"] },
  status: { label: "状态", headers: ["状态", "是否营业", "运营状态", "是否开放"] },
  notes: { label: "备注", headers: ["备注", "说明", "其他", "备注说明"] },
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof FIELDS;
export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

/** Which column of the list holds what; a column by its header. */
export type Mapping = Partial<Record<FieldName, string>>;

const bare = (header: string): string =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\(.*?\)|[\s*：:、,]/g, "");

/**
 * Proposes what each column holds, by its header: the very word first, then a header that contains one. No column is taken
 * twice; what nobody recognises is left out and shown.
 */
export function proposeMapping(header: readonly string[]): { mapping: Mapping; unused: string[] } {
  const mapping: Mapping = {};
  const taken = new Set<string>();
  const take = (field: FieldName, fits: (column: string, word: string) => boolean): void => {
    if (mapping[field]) return;
    for (const word of FIELDS[field].headers) {
      const column = header.find((one) => one !== "" && !taken.has(one) && fits(bare(one), bare(word)));
      if (column === undefined) continue;
      mapping[field] = column;
      taken.add(column);
      return;
    }
  };
  for (const field of FIELD_NAMES) take(field, (column, word) => column === word);
  for (const field of FIELD_NAMES) take(field, (column, word) => word.length >= 2 && column.includes(word));
  // A list of organizations: each is one service of its own.
  if (!mapping.name && mapping.organization) {
    mapping.name = mapping.organization;
    delete mapping.organization;
  }
  return { mapping, unused: header.filter((one) => one !== "" && !taken.has(one)) };
}

/** 名称=name,电话=phone as it is written on the command line: column=field, or column=label. */
export function writeMapping(mapping: Mapping): string {
  return FIELD_NAMES.flatMap((field) => (mapping[field] ? [`${mapping[field]}=${FIELDS[field].label}`] : [])).join(",");
}

/** @throws RangeError naming the part that means nothing */
export function readMapping(text: string, header: readonly string[]): Mapping {
  const mapping: Mapping = {};
  for (const part of text.split(/[,，]/).filter((one) => one.trim() !== "")) {
    const [column, to] = part.split("=").map((side) => side.trim());
    const field = FIELD_NAMES.find((name) => name === to || FIELDS[name].label === to);
    if (!column || !field)
      throw new RangeError(
        `「${part}」要写成 列名=内容,内容有:${FIELD_NAMES.map((name) => FIELDS[name].label).join("、")}`,
      );
    if (!header.includes(column))
      throw new RangeError(`表里没有「${column}」这一列,有:${header.filter(Boolean).join("、")}`);
    mapping[field] = column;
  }
  if (!mapping.name) throw new RangeError("要说哪一列是服务名称,比如 名称=服务名称");
  return mapping;
}
