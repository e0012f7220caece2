/** What processes have taken of the machine, as Linux counts it. */
import { readdirSync, readFileSync } from "node:fs";

/** Linux counts in hundredths of a second wherever Node runs (sysconf(_SC_CLK_TCK)). */
const TICKS_PER_SECOND = 100;

interface Times {
  parent: number;
  own_s: number;
  /** Of children that have ended and were waited for. */
  ended_s: number;
}

/** Null for a process that is gone. */
function timesOf(pid: number | string): Times | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold anything; what follows it has fixed places (proc(5)).
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const seconds = (...at: number[]) => at.reduce((sum, i) => sum + fields[i]!, 0) / TICKS_PER_SECOND;
    return { parent: fields[1]!, own_s: seconds(11, 12), ended_s: seconds(13, 14) };
  } catch {
    return null;
  }
}

/** Processor seconds of one process so far, its threads included. */
export const processorSeconds = (pid: number): number => timesOf(pid)?.own_s ?? 0;

/** Processor seconds of a process and all its children so far: of PostgreSQL by its postmaster. */
export function familySeconds(pid: number): number {
  const own = timesOf(pid);
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(timesOf)
    .filter((times) => times?.parent === pid);
  return (own?.own_s ?? 0) + (own?.ended_s ?? 0) + children.reduce((sum, times) => sum + times!.own_s, 0);
}

/** The postmaster of the server that this backend belongs to. */
export const postmasterOf = (backend_pid: number): number => timesOf(backend_pid)!.parent;

/** Memory that a process holds, in MB. */
export function residentMegabytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]) / 1024;
}
