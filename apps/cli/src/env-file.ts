import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { Refused } from "./command.ts";

export const defaultEnvFile = "simpul.env";

/** The file that `init` wrote, unless the environment is set up already; what is set wins over what it says. */
export function useEnvFile(path: string | undefined): "loaded" | "none" {
  const file = path ?? defaultEnvFile;
  if (existsSync(file)) {
    loadEnvFile(file);
    return "loaded";
  }
  if (path !== undefined) throw new Refused("noEnvFile", `there is no file ${path}`);
  return "none";
}

/** The option of every command that reads the configuration. */
export const envOption = {
  env: {
    type: "string",
    description: `env file (${defaultEnvFile} beside you unless given)`,
    valueHint: "FILE",
  },
} as const;

/** A node is told where its hub is; a hub has none. */
export const kindHere = (): "hub" | "node" => (process.env["SIMPUL_HUB_URL"] ? "node" : "hub");
