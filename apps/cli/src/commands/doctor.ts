import { command, done, failed } from "../command.ts";
import { demoFolder } from "../demo/folder.ts";
import { runningDemo } from "../demo/running.ts";
import { examineCalendar } from "../doctor/calendar.ts";
import { examineDemo } from "../doctor/demo.ts";
import { examineInstallation } from "../doctor/installation.ts";
import { envOption, useEnvFile } from "../env-file.ts";

export const doctor = command({
  name: "doctor",
  description: "Green or red for each thing that must hold, with the command that mends it",
  args: { ...envOption },
  async run({ env }) {
    const loaded = useEnvFile(env);
    const configured = loaded === "loaded" || process.env["SIMPUL_VAULT_KEY"] !== undefined;
    const demo = configured ? undefined : runningDemo(demoFolder());
    const findings = demo === undefined ? await examineInstallation() : await examineDemo(demo);
    findings.push(await examineCalendar(env));
    const wide = Math.max(...findings.map(({ name }) => name.length));
    const mark = { ok: "green", wrong: "RED  ", due: "DUE  ", unknown: "?    " } as const;
    const lines = findings.flatMap(({ name, verdict, detail, mend }) => [
      `${mark[verdict]}  ${name.padEnd(wide)}  ${detail}`,
      ...((verdict === "wrong" || verdict === "due") && mend !== undefined
        ? [`       ${" ".repeat(wide)}  → ${mend}`]
        : []),
    ]);
    const value = {
      healthy: findings.every(({ verdict }) => verdict !== "wrong"),
      checks: findings,
    };
    return value.healthy ? done(lines, value) : failed(lines, value);
  },
});
