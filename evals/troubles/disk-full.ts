import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Service, setStage, until } from "./stage.ts";

const QUESTION = "低保怎么申请";

/** PostgreSQL on a disk of 500 MB that is then filled to the last byte, and emptied again. */
export async function diskFull(see: (what: string) => void, complaints: (service: Service) => string): Promise<void> {
  const disk = mkdtempSync(join(tmpdir(), "doorstep-disk-"));
  const tmp = process.env.TMPDIR;
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=500m,mode=1777", "tmpfs", disk], { stdio: "pipe" });
  } catch {
    return see("not made: no small disk can be mounted here (needs root on Linux)");
  }
  process.env.TMPDIR = disk;
  const stage = await setStage().finally(() => {
    if (tmp === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = tmp;
  });
  try {
    const service = await stage.start();
    see(`before: webhook ${await stage.say(service, QUESTION)}`);
    fill(join(disk, "filling"));
    const statuses: number[] = [];
    for (let i = 0; i < 300 && statuses.at(-1) !== 503; i++) statuses.push(await stage.say(service, QUESTION));
    see(`full: ${statuses.length} more webhooks until ${statuses.at(-1)}`);
    const before = stage.line.sent.length;
    see(`a crisis: ${await stage.say(service, "他要跳楼")}, cards sent: ${stage.line.sent.length - before}`);
    see(
      `/readyz ${(await fetch(`${service.url}/readyz`)).status}, database_up ${await stage.figure(service, "doorstep_database_up")}`,
    );
    rmSync(join(disk, "filling"));
    const up = async () => (await stage.say(service, QUESTION)) === 200;
    let back = await until(15, up);
    if (back === null) {
      see("room made: PostgreSQL has ended itself and does not come back by itself; started again");
      await stage.postgres.start();
      back = await until(30, up);
    }
    see(`room made: webhook 200 after ${back} s`);
    see(`log: ${complaints(service)}`);
    await service.stop();
  } finally {
    await stage.close();
    execFileSync("umount", ["-l", disk]);
    rmSync(disk, { recursive: true, force: true });
  }
}

function fill(file: string): void {
  const fd = openSync(file, "w");
  const block = Buffer.alloc(64 * 1024);
  try {
    for (;;) writeSync(fd, block);
  } catch {
    // ENOSPC: it is full.
  }
  closeSync(fd);
}
