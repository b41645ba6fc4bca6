import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { type Group, Misused, Refused, type Said } from "./command.ts";
import { interpret } from "./interpret.ts";

const simpul: Group = {
  kind: "group",
  name: "simpul",
  description: "Runs and looks after a hub or a node of Simpul",
  commands: {
    init: {
      description: "Ask what is needed and write one env file, with keys",
      load: async () => (await import("./commands/init.ts")).init,
    },
    doctor: {
      description: "Check everything, and say what mends what is wrong",
      load: async () => (await import("./commands/doctor.ts")).doctor,
    },
    migrate: {
      description: "Bring the database to this version, as its owner",
      load: async () => (await import("./commands/migrate.ts")).migrate,
    },
    node: {
      description: "Invite, enrol and watch nodes",
      load: async () => (await import("./commands/node.ts")).node,
    },
    keys: {
      description: "API keys of machines",
      load: async () => (await import("./commands/keys.ts")).keys,
    },
    staff: {
      description: "People who sign in at a desk",
      load: async () => (await import("./commands/staff.ts")).staff,
    },
    sso: {
      description: "Identity providers by which a tenant's people sign in",
      load: async () => (await import("./commands/sso.ts")).sso,
    },
    channel: {
      description: "Inbound channels",
      load: async () => (await import("./commands/channel.ts")).channel,
    },
    calendar: {
      description: "Working days by the statutory calendar",
      load: async () => (await import("./commands/calendar.ts")).calendar,
    },
    policy: {
      description: "The statutory clocks: amounts, bounds and their legal basis",
      load: async () => (await import("./commands/policy.ts")).policy,
    },
    report: {
      description: "Look at a report, or hand it out as evidence",
      load: async () => (await import("./commands/report.ts")).report,
    },
    audit: {
      description: "Who did what: check that nobody changed it, hand it out, keep it",
      load: async () => (await import("./commands/audit.ts")).audit,
    },
    verify: {
      description: "Check an export or a dossier, with nothing but the file",
      load: async () => (await import("./commands/verify.ts")).verify,
    },
    demo: {
      description: "A whole federation on this machine, in the foreground",
      load: async () => (await import("./commands/demo.ts")).demo,
    },
  },
};

// Types are stripped when a file changed, not at every command: `calendar add` takes 80 ms and not 130. In a folder of
// ours, for what lies in the machine's temporary one may be a stranger's; where it cannot be written nothing is kept.
enableCompileCache(join(import.meta.dirname, "../../../node_modules/.cache/simpul"));

/** Exit status: 0 done, 1 refused or failed, 2 wrong usage. */
process.exitCode = await main(process.argv.slice(2));

async function main(typed: readonly string[]): Promise<0 | 1 | 2> {
  const asJson = typed.includes("--json");
  try {
    const understood = await interpret(simpul, typed);
    if (understood.outcome === "help") {
      console.log(understood.text);
      return 0;
    }
    say(await understood.run(), asJson);
    return process.exitCode === 1 ? 1 : 0;
  } catch (error) {
    if (error instanceof Misused) {
      complain(asJson, "usage", error.message);
      return 2;
    }
    const code = error instanceof Refused ? error.code : "failed";
    complain(asJson, code, error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function say({ outcome, lines, value, warnings = [] }: Said, asJson: boolean): void {
  if (asJson) console.log(JSON.stringify(value, null, 2));
  else for (const line of lines) console.log(line);
  for (const warning of warnings) console.error(warning);
  if (outcome === "failed") process.exitCode = 1;
}

function complain(asJson: boolean, code: string, message: string): void {
  if (asJson) console.log(JSON.stringify({ error: { code, message } }));
  else console.error(message);
}
