import {
  accessSync,
  chmodSync,
  constants,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
} from "node:fs";
import { freemem, tmpdir } from "node:os";
import { join } from "node:path";

const memory = "/dev/shm";
const prefix = "simpul-run-";
/** What a whole run holds at its peak is a tenth of it. */
const roomBytes = 4 * 2 ** 30;

/**
 * A folder for what a run makes and throws away, in memory where there is plenty. Half of the system time that the
 * suites take on a disk is the file system's: a database is 1300 files, and ext4 walks past every inode that was freed in the
 * last seconds for each new one.
 */
export function scratchFolder(): string {
  const within = hasRoom() ? memory : tmpdir();
  removeAbandoned(within);
  const folder = mkdtempSync(join(within, `${prefix}${process.pid}-`));
  // PostgreSQL may run as another user, who has to get to what is below.
  chmodSync(folder, 0o711);
  return folder;
}

function hasRoom(): boolean {
  if (freemem() < 2 * roomBytes) return false;
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= roomBytes;
  } catch {
    return false;
  }
}

/** A run that was killed removed nothing, and what lies in memory is taken from everybody. */
function removeAbandoned(within: string): void {
  for (const name of readdirSync(within)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : NaN;
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    try {
      rmSync(join(within, name), { recursive: true, force: true });
    } catch {
      // Another user's.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
