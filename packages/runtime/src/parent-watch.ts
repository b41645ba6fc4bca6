const INTERVAL_MS = 500;

/**
 * Ends this process when the demo that started it is gone, kill -9 included, so that nothing is left
 * over. Does nothing without `parentPid` (SIMPUL_PARENT_PID). It ends by a SIGTERM to itself: with
 * `onTerminate` installed that is a drain, without it the default.
 */
export function parentWatch(parentPid: number | undefined): void {
  if (parentPid === undefined) return;
  // A direct parent's death changes our ppid at once, even while the dead one is a zombie or its number
  // is used again; a grandparent can only be asked for by signal 0.
  const direct = process.ppid === parentPid;
  const timer = setInterval(() => {
    if (direct ? process.ppid === parentPid : isAlive(parentPid)) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, INTERVAL_MS);
  timer.unref();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
