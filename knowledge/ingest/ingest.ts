import { readFile as readBytes, readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { chinaDate, systemClock } from "../../platform/clock.ts";
import type { Database } from "../../platform/database/port.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { loadRegions, regionName } from "../regions/regions.ts";
import { putDocument } from "./index.ts";
import { checkFileSize, Unreadable } from "./read.ts";
import { readDocument } from "./read-document.ts";
import { rebuildIndex } from "./rebuild.ts";

export interface Ingest {
  /** Files and folders; a folder is walked, hidden files and folders left out. */
  paths: readonly string[];
  /** Adcode for documents that do not state one; null: as the text says, else the nation. */
  region: string | null;
  district_id: number;
  /** One line a file: what was understood, or why it was not read; and how far a long file is. */
  log: (line: string) => void;
}

export interface Ingested {
  loaded: number;
  unchanged: number;
  failed: { path: string; reason: string }[];
}

const RELIABILITY = { law: "法律法规", official: "官方文件", media: "媒体报道", unverified: "未核实" } as const;

async function filesIn(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => !name.startsWith(".")).sort();
  return (await Promise.all(names.map((name) => filesIn(join(path, name))))).flat();
}

function reasonOf(error: unknown): string | null {
  if (error instanceof Unreadable) return error.message;
  const { code } = error as { code?: unknown };
  if (code === "ENOENT") return "找不到这个文件";
  if (code === "EACCES" || code === "EPERM") return "没有权限读";
  return null;
}

/**
 * Takes files and folders into a district's knowledge. Each document becomes visible in a transaction of its own; one that
 * cannot be read is named and the others go on. The same content again changes nothing.
 * @throws what is no fault of a file, such as a lost database
 */
export async function ingestPaths(database: Database, { paths, region, district_id, log }: Ingest): Promise<Ingested> {
  const done: Ingested = { loaded: 0, unchanged: 0, failed: [] };
  const today = chinaDate(systemClock.now());
  const regions = await scoped(database, systemScope(district_id), loadRegions);
  const fail = (path: string, error: unknown, place = ""): void => {
    const reason = reasonOf(error);
    if (reason === null) throw error;
    done.failed.push({ path, reason });
    log(`${place}没读成 ${path}：${reason}`);
  };

  const files: string[] = [];
  for (const path of paths) {
    try {
      files.push(...(await filesIn(path)));
    } catch (error) {
      fail(path, error);
    }
  }
  for (const [i, file] of files.entries()) {
    const place = files.length > 1 ? `${i + 1}/${files.length} ` : "";
    try {
      checkFileSize((await stat(file)).size);
      const bytes = await readBytes(file);
      const { document, chunks, notes } = await readDocument(bytes, basename(file), { region, today, regions }, (far) =>
        log(`${place}${file}：${far}`),
      );
      const outcome = await scoped(database, systemScope(district_id), (tx) =>
        putDocument(tx, district_id, document, chunks),
      );
      done[outcome] += 1;
      const about = [
        RELIABILITY[document.reliability],
        regionName(regions, document.region),
        document.doc_no,
        document.effective_from && `${document.effective_from}起施行`,
        document.effective_to && `到${document.effective_to}为止`,
        document.doubt && `存疑：${document.doubt}`,
        document.complete ? null : "不完整",
        ...notes,
        outcome === "loaded" ? `${chunks.length} 条` : "没有变化",
      ].filter(Boolean);
      log(`${place}${file}：《${document.title}》 ${about.join(" · ")}`);
    } catch (error) {
      fail(file, error, place);
    }
  }
  await rebuildIndex(database, district_id);
  return done;
}
