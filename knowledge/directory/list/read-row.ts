import type { ServiceData } from "../import.ts";
import { languagesIn } from "../languages.ts";
import { readHours } from "../read-hours.ts";
import type { FieldName, Mapping } from "./fields.ts";
import type { ListRow } from "./list.ts";
import { readPhones } from "./read-phones.ts";

/** A row as it was understood, without ids. */
export interface ReadRow {
  row: number;
  name: string;
  organization: string | null;
  service: Omit<ServiceData, "id" | "organization_id">;
  /** What is not certain and is kept as it stands. */
  unsure: string[];
}

export interface RowProblem {
  row: number;
  column: string;
  expected: string;
}

/** Words of a category → event codes. */
const NEEDS: readonly [RegExp, string][] = [
  [/养老|老年|老人|助餐|独居|日间照料/, "01"],
  [/精神|心理|情绪/, "02"],
  [/残疾|康复|助残/, "03"],
  [/救助|低保|困难|特困|就业/, "04"],
  [/儿童|未成年|困境|监护/, "05"],
  [/家暴|家庭暴力|妇女|维权/, "06"],
  [/调解|纠纷|矛盾/, "07"],
  [/消防|燃气|用电/, "08"],
  [/房屋|维修|高空/, "09"],
  [/环境|物业|公共设施/, "10"],
  [/医疗|卫生|健康|就医|医保|疾病/, "11"],
  [/诈骗|反诈/, "12"],
  [/流动|出租/, "13"],
  [/政策|咨询|法律/, "14"],
];

function needCodes(words: string): string[] {
  const numbers = words.match(/(?<!\d)\d{2}(?!\d)/g)?.filter((code) => NEEDS.some(([, known]) => known === code)) ?? [];
  return numbers.length > 0
    ? [...new Set(numbers)]
    : NEEDS.filter(([when]) => when.test(words)).map(([, code]) => code);
}

/** 2026-11-2, 2026/11/02, 2026年11月2日 → ISO; null for anything else. */
function readDay(text: string): string | null {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.trim().split(" ")[0]!);
  if (!match) return null;
  const iso = `${match[1]}-${match[2]!.padStart(2, "0")}-${match[3]!.padStart(2, "0")}`;
  return new Date(`${iso}T00:00:00Z`).toISOString().startsWith(iso) ? iso : null;
}

const ENDED = /停办|关闭|撤销|注销|已停|不再/;
const PAUSED = /暂停|停业|装修/;

/** Reads one row by the mapping. */
export function readRow({ row, cells }: ListRow, mapping: Mapping): { read: ReadRow } | { problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const unsure: string[] = [];
  const cell = (field: FieldName): string | null => {
    const column = mapping[field];
    const words = column === undefined ? "" : (cells[column] ?? "").trim();
    // What people write into a cell that they have nothing for.
    return words === "" || /^[-—/\\]+$|^无$|^暂无$/.test(words) ? null : words;
  };
  const wrong = (field: FieldName, expected: string) => {
    problems.push({ row, column: mapping[field] ?? field, expected });
  };
  const words = (field: FieldName): string | null => cell(field)?.replace(/\s*\n\s*/g, " ") ?? null;

  const name = words("name");
  if (name === null) wrong("name", "不能空");
  const phone = cell("phone");
  const phones = phone === null ? { phones: [] } : readPhones(phone);
  if ("wrong" in phones) wrong("phone", phones.wrong);
  const hours = words("hours");
  const read_hours = hours === null ? { schedules: [], understood: true } : readHours(hours);
  if (!read_hours.understood) {
    const what = read_hours.schedules.some((one) => one.freq !== null) ? "没写几点" : "没看懂";
    unsure.push(`「${hours}」${what},按原话存,不判断开没开`);
  }
  const number = (field: "latitude" | "longitude", most: number): number | null => {
    const text = cell(field);
    if (text === null) return null;
    const value = Number(text);
    if (Number.isFinite(value) && Math.abs(value) <= most) return value;
    wrong(field, `要是 -${most} 到 ${most} 之间的数,现在是「${text}」`);
    return null;
  };
  const [latitude, longitude] = [number("latitude", 90), number("longitude", 180)];
  const assured = cell("assured");
  const assured_date = assured === null ? null : readDay(assured);
  if (assured !== null && assured_date === null) wrong("assured", `要是日期,如 2026-11-02,现在是「${assured}」`);
  const email = cell("email");
  if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) wrong("email", `要是邮箱地址,现在是「${email}」`);
  const url = cell("url");
  if (url !== null && !URL.canParse(url)) wrong("url", `要是网址,以 https:// 开头,现在是「${url}」`);
  const address = words("address");
  const status = cell("status") ?? "";
  const notes = words("notes");
  const contact = words("contact");
  if (problems.length > 0) return { problems };
  const description = [words("description"), notes && `备注：${notes}`].filter(Boolean).join(" ");
  return {
    read: {
      row,
      name: name!,
      organization: words("organization"),
      unsure,
      service: {
        name: name!,
        alternate_name: words("alternate_name"),
        description: description || null,
        eligibility_description: words("eligibility"),
        application_process: words("application"),
        fees_description: words("fees"),
        email,
        url,
        status: ENDED.test(status) ? "defunct" : PAUSED.test(status) ? "temporarily closed" : "active",
        assured_date,
        need_codes: needCodes(cell("needs") ?? ""),
        area_adcode: null,
        languages: languagesIn(cell("languages") ?? ""),
        contact: contact === null ? null : { name: contact, title: null },
        phones: "phones" in phones ? phones.phones : [],
        schedules: read_hours.schedules,
        location: address === null ? null : { name: name!, address, latitude, longitude },
        required_documents: (cell("papers") ?? "")
          .split(/[、;；\n]|[,，](?![^(（]*[)）])|\d[.、](?=\D)/)
          .map((paper) => paper.replace(/^\s*[(（]?\d+[)）.、]\s*|[。\s]+$/g, "").trim())
          .filter((paper) => paper !== ""),
      },
    },
  };
}
