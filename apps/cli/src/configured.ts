import { DeploymentProblem, openDeployment, type Deployment } from "@simpul/federation";
import { type HubConfig, type NodeConfig, readConfig } from "@simpul/runtime";
import { Refused } from "./command.ts";
import { demoFolder } from "./demo/folder.ts";
import { type RunningDemo, runningDemo } from "./demo/running.ts";
import { kindHere, useEnvFile } from "./env-file.ts";

export type Here =
  | { readonly at: "installation"; readonly config: HubConfig | NodeConfig }
  | { readonly at: "demo"; readonly demo: RunningDemo };

/** The installation that the environment or its file describes; beside a running demo, and unconfigured, the demo. */
export function whereAmI(envFile: string | undefined): Here {
  const loaded = useEnvFile(envFile);
  const configured = loaded === "loaded" || process.env["SIMPUL_VAULT_KEY"] !== undefined;
  if (!configured) {
    const demo = runningDemo(demoFolder());
    if (demo !== undefined) return { at: "demo", demo };
  }
  const kind = kindHere();
  const reading = kind === "hub" ? readConfig("hub", process.env) : readConfig("node", process.env);
  if (reading.outcome === "ok") return { at: "installation", config: reading.config };
  throw new Refused(
    "badConfiguration",
    [
      "the configuration cannot be used, and no demo runs here:",
      ...reading.problems.map((problem) => `  - ${problem}`),
      'run "simpul init" first, or "npm start" for a demo',
    ].join("\n"),
  );
}

/** Opens the deployment for one command and closes it. @param node of a demo: which of its deployments */
export async function withDeployment<T>(
  envFile: string | undefined,
  node: string | undefined,
  work: (deployment: Deployment, here: Here) => Promise<T>,
): Promise<T> {
  const here = whereAmI(envFile);
  const deployment = await open(here, node);
  try {
    return await work(deployment, here);
  } finally {
    await deployment.close();
  }
}

async function open(here: Here, node: string | undefined): Promise<Deployment> {
  try {
    if (here.at === "demo")
      return await openDeployment({ ...here.demo.deployment(node ?? "hub"), maxConnections: 2 });
    const { kind, nodeId, stateDir, contentDir, databaseUrl } = here.config;
    const { vaultKey, vaultKeysEarlier } = here.config;
    if (node !== undefined && node !== nodeId)
      throw new Refused(
        "otherNode",
        `this installation is ${nodeId}; ${node} is looked after on its own machine`,
      );
    return await openDeployment({
      kind,
      node: nodeId,
      stateDir,
      contentDir,
      vaultKey,
      vaultKeysEarlier,
      appUrl: databaseUrl,
      maxConnections: 2,
    });
  } catch (error) {
    if (error instanceof DeploymentProblem) throw new Refused(error.code, error.message);
    if (error instanceof Refused) throw error;
    // A driver's message may quote the address with its password.
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new Refused(
      "databaseUnreachable",
      `the database cannot be reached (${code}); run "simpul doctor"`,
    );
  }
}
