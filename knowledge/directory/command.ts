/** `npm run directory`: a district's directory in and out, as an HSDS package or as the list that people keep. */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ConfigError, parseConfig } from "../../platform/config.ts";
import { FolderLocked } from "../../platform/database/lock.ts";
import type { Database } from "../../platform/database/port.ts";
import { open } from "../../platform/open.ts";
import { districtIds, scoped, systemScope } from "../../platform/scope.ts";
import { Unreadable } from "../ingest/unreadable.ts";
import { checkPackage } from "./hsds/check.ts";
import { dumpPackage } from "./hsds/dump.ts";
import { sayProblem, UnreadablePackage } from "./hsds/package.ts";
import { putPackage } from "./hsds/put.ts";
import { readPath } from "./hsds/read-path.ts";
import { packageFiles, zipPackage } from "./hsds/write.ts";
import { proposeMapping, readMapping, writeMapping } from "./list/fields.ts";
import { planList } from "./list/plan.ts";
import { readList } from "./list/read-list.ts";

const USAGE = `npm run directory -- import 包.zip|文件夹        HSDS 3.0 表格包
npm run directory -- import 清单.xlsx|清单.csv     先看对列和预览,什么都不写
  --map "服务名称=服务名称,联系电话=电话"            列对好了,写进目录
  --organization 单位名                            表里没写单位时,都算这个单位的
  --assured 2026-11-21                             这份清单哪天核实过
  --skip                                           有问题的行先不放,其余的放
npm run directory -- export 文件.zip
  --district 990101                                有几个区县时,说是哪一个`;

/** How many problems are printed; the rest is counted. */
const MOST_SHOWN = 50;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    district: { type: "string" },
    map: { type: "string" },
    organization: { type: "string" },
    assured: { type: "string" },
    skip: { type: "boolean", default: false },
  },
});

function printSome(lines: readonly string[]): void {
  for (const line of lines.slice(0, MOST_SHOWN)) console.error(`  ${line}`);
  if (lines.length > MOST_SHOWN) console.error(`  ……还有 ${lines.length - MOST_SHOWN} 处`);
}

async function chooseDistrict(database: Database): Promise<number> {
  const ids = await districtIds(database);
  if (values.district !== undefined) {
    const id = Number(values.district);
    if (ids.includes(id)) return id;
    throw new ConfigError(`--district:没有 ${values.district},有:${ids.join("、") || "一个都没有"}`);
  }
  if (ids.length === 1) return ids[0]!;
  throw new ConfigError(
    ids.length === 0
      ? "还没有区县。先 npm run setup。"
      : `有 ${ids.length} 个区县,用 --district 说是哪一个:${ids.join("、")}`,
  );
}

async function importPackage(database: Database, path: string): Promise<number> {
  const { package: rows, problems, notices } = checkPackage(readPath(path));
  for (const notice of notices) console.log(notice);
  if (problems.length > 0) {
    printSome(problems.map(sayProblem));
    console.error(`共 ${problems.length} 处要改,什么都没有写入。`);
    return 1;
  }
  const district = await chooseDistrict(database);
  await scoped(database, systemScope(district), (tx) => putPackage(tx, district, rows));
  console.log(`${rows.organization.length} 个机构、${rows.service.length} 项服务,写进了 ${district}。`);
  return 0;
}

async function importList(database: Database, path: string): Promise<number> {
  const list = await readList(readFileSync(path), path);
  const { mapping: proposed, unused } = proposeMapping(list.header);
  const confirmed = values.map !== undefined;
  if (!confirmed && !proposed.name)
    throw new ConfigError(`没认出哪一列是服务名称。用 --map 说,列有:${list.header.filter(Boolean).join("、")}`);
  const mapping = confirmed ? readMapping(values.map!, list.header) : proposed;
  if (values.assured !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(values.assured))
    throw new ConfigError("--assured:要像 2026-11-21");
  const district = await chooseDistrict(database);
  const options = { mapping, organization: values.organization ?? null, assured_date: values.assured ?? null };
  return scoped(database, systemScope(district), async (tx) => {
    const plan = await planList(tx, district, list, options);
    console.log(`列对成这样:--map "${writeMapping(mapping)}"`);
    if (!confirmed && unused.length > 0) console.log(`没有用上的列:${unused.join("、")}`);
    const added = plan.services.filter((one) => one.is_new).length;
    console.log(`${plan.services.length} 项能放:新增 ${added},更新 ${plan.services.length - added}。`);
    for (const { row, name, unsure } of plan.services)
      for (const words of unsure) console.log(`  第 ${row} 行 ${name}:${words}`);
    if (plan.missing.length > 0)
      console.log(`目录里有、清单里没有,没有动:${plan.missing.map((one) => one.name).join("、")}`);
    if (plan.problems.length > 0) {
      console.error(`${plan.problems.length} 处要改:`);
      printSome(plan.problems.map(({ row, column, expected }) => `第 ${row} 行 ${column}:${expected}`));
    }
    if (!confirmed) console.log("还没有写入。列对了,就把上面的 --map 加上再来一次。");
    else if (plan.problems.length > 0 && !values.skip)
      console.error("什么都没有写入。改好再来,或加 --skip 先放没问题的。");
    else {
      await putPackage(tx, district, plan.package);
      console.log(`写进了 ${district}。`);
      return 0;
    }
    return plan.problems.length > 0 ? 1 : 0;
  });
}

async function exportPackage(database: Database, path: string): Promise<number> {
  const district = await chooseDistrict(database);
  const files = packageFiles(await scoped(database, systemScope(district), (tx) => dumpPackage(tx, district)));
  const { problems, package: rows } = checkPackage(files);
  if (problems.length > 0) {
    printSome(problems.map(sayProblem));
    console.error(`目录里有 ${problems.length} 处不合标准,没有导出。`);
    return 1;
  }
  writeFileSync(path, zipPackage(files));
  console.log(`${path}:${rows.organization.length} 个机构、${rows.service.length} 项服务,HSDS 3.0。`);
  return 0;
}

async function main(): Promise<number> {
  const [verb, path] = positionals;
  if (!path || (verb !== "import" && verb !== "export")) throw new ConfigError(USAGE);
  const opened = await open(parseConfig(process.env), console.log);
  try {
    if (verb === "export") return await exportPackage(opened.database, path);
    const is_list = /\.(xlsx?|csv|tsv|txt)$/i.test(path) && !statSync(path, { throwIfNoEntry: false })?.isDirectory();
    return await (is_list ? importList : importPackage)(opened.database, path);
  } finally {
    await opened.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const known = [ConfigError, FolderLocked, UnreadablePackage, Unreadable, RangeError].some(
      (kind) => error instanceof kind,
    );
    const missing = (error as { code?: string }).code === "ENOENT";
    console.error(missing ? `${positionals[1]}: 找不到这个文件。` : known ? (error as Error).message : error);
    process.exit(1);
  },
);
