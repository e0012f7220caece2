import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Another living process has this folder. */
export class FolderLocked extends Error {
  override readonly name = "FolderLocked";
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Takes the folder for this process: PGlite does not prevent two from opening it. A lock whose process died is taken over.
 * @returns how to give it back
 * @throws FolderLocked
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, "lock");
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = openSync(file, "wx", 0o600);
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const pid = Number(readFileSync(file, "utf8"));
      // A container restarts with the same pids: our own number in an old lock is a dead namesake.
      if (pid > 0 && pid !== process.pid && isAlive(pid)) {
        throw new FolderLocked(`${folder} is in use by process ${pid}. Stop it first, or set another DATA_DIR.`);
      }
      rmSync(file, { force: true });
    }
  }
  throw new FolderLocked(`${folder} is being opened by another process.`);
}
