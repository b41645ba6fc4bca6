import { command, done, type Group, Misused, Refused } from "../command.ts";
import { demoFolder, readJson, endpointsFile } from "../demo/folder.ts";
import { runDemo } from "../demo/run.ts";

const start = command({
  name: "demo",
  description: "A whole federation on this machine, in the foreground; Ctrl-C ends it",
  args: {
    fresh: { type: "boolean", description: "forget what the last one kept and begin anew" },
  },
  async run({ fresh }) {
    const folder = demoFolder();
    const outcome = await runDemo({
      folder,
      fresh: fresh === true,
      firstPort: firstPort(process.env["SIMPUL_PORT"]),
      serverUrl: process.env["DATABASE_URL"],
      say: (line) => console.log(`· ${line}`),
    });
    if (outcome === "running") {
      const there = readJson(endpointsFile(folder));
      const hub =
        typeof there === "object" && there !== null && "hub" in there
          ? JSON.stringify(there.hub)
          : "still starting";
      throw new Refused(
        "running",
        `a demo is already running in ${folder.path} (hub: ${hub}); stop it with Ctrl-C there first`,
      );
    }
    return done([], {});
  },
});

export const demo: Group = {
  kind: "group",
  name: "demo",
  description: start.description,
  bare: start,
  commands: {
    travel: {
      description: "Move its cases ahead in time, to see deadlines pass",
      load: async () => (await import("./demo-travel.ts")).demoTravel,
    },
  },
};

function firstPort(given: string | undefined): number {
  if (given === undefined || given === "") return 4000;
  const port = Number(given);
  if (!/^\d+$/.test(given) || port < 1 || port > 65_000)
    throw new Misused(`SIMPUL_PORT must be a port from 1 to 65000, not "${given}"`);
  return port;
}
