/** `npm run setup`: a real installation's district, areas and staff, from two lists. */
import { parseArgs } from "node:util";
import { loadPack } from "../../knowledge/pack/load.ts";
import { ConfigError, parseConfig } from "../../platform/config.ts";
import { FolderLocked } from "../../platform/database/lock.ts";
import { open } from "../../platform/open.ts";
import { createSealer } from "../../platform/seal.ts";
import { applySetup } from "./apply.ts";
import { planSetup } from "./plan.ts";
import { readTable, UnreadableTable } from "./read-table.ts";

const USAGE = `npm run setup -- --adcode 440606 --name 顺德区 --areas 网格表.xlsx --staff 人员表.xlsx
  网格表: 街道 | 社区 | 网格                       (.xlsx 或 .csv,第一行是列名)
  人员表: 姓名 | 角色 | 街道 | 社区 | 网格 | 机构   (角色:网格员、社工、主管、管理员;多个网格用、分开)`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      adcode: { type: "string" },
      name: { type: "string" },
      areas: { type: "string" },
      staff: { type: "string" },
    },
  });
  const { adcode, name, areas, staff } = values;
  if (!adcode || !/^\d{6}$/.test(adcode) || !name || !areas || !staff) {
    console.error(USAGE);
    return 1;
  }
  const { plan, errors } = planSetup(await readTable(areas), await readTable(staff));
  if (errors.length > 0) {
    for (const { list, row, message } of errors) console.error(`${list} 第 ${row} 行:${message}`);
    console.error(`共 ${errors.length} 处要改,什么都没有写入。`);
    return 1;
  }
  const config = parseConfig(process.env);
  const opened = await open(config, console.log);
  try {
    const now = new Date();
    const sealer = await createSealer(opened.app_key);
    await loadPack(opened.database, { now });
    const invited = await applySetup({ database: opened.database, sealer, now }, { adcode, name }, plan);
    console.log(`${name}:${plan.areas.length} 个网格,新增 ${invited.length} 人。`);
    console.log("邀请码 7 天内有效,只能用一次,只显示这一次。请分别私下给本人:");
    for (const person of invited) console.log(`  ${person.name}\t${person.role}\t${person.code}`);
    return 0;
  } finally {
    await opened.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const known = error instanceof ConfigError || error instanceof FolderLocked || error instanceof UnreadableTable;
    console.error(known ? error.message : error);
    process.exit(1);
  },
);
