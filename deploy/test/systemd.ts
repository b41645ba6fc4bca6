import { globSync } from "node:fs";
import { basename } from "node:path";
import { commandOf, type Deployed, envFile, read, root, seconds } from "./deployed.ts";

/** `Section.Key` and its values, in order: systemd's files are ini with repeated keys. */
export function unit(file: string): Map<string, string[]> {
  const settings = new Map<string, string[]>();
  let section = "";
  for (const line of read(file).split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const heading = /^\[(\w+)\]$/.exec(line)?.[1];
    if (heading !== undefined) section = heading;
    else {
      const at = line.indexOf("=");
      if (at < 1 || section === "")
        throw new Error(`${file} holds a line that sets nothing: ${line}`);
      const key = `${section}.${line.slice(0, at)}`;
      settings.set(key, [...(settings.get(key) ?? []), line.slice(at + 1)]);
    }
  }
  return settings;
}

export const units: readonly string[] = globSync("deploy/systemd/*.service", {
  cwd: root,
}).toSorted();

/** A template unit stands for each of its instances. */
const instances: Readonly<Record<string, readonly string[]>> = {
  "simpul-migrate@.service": ["hub", "node"],
};

export function supervised(): Deployed[] {
  return units.flatMap((file) =>
    (instances[basename(file)] ?? [""]).map((instance) => deployed(file, instance)),
  );
}

function deployed(file: string, instance: string): Deployed {
  const settings = unit(file);
  const all = (key: string): string[] =>
    (settings.get(`Service.${key}`) ?? []).map((value) => value.replaceAll("%i", instance));
  const set = Object.fromEntries(
    all("Environment").map((each) => {
      const [name = "", value = ""] = each.split("=");
      return [name, value];
    }),
  );
  const files = all("EnvironmentFile").map((path) =>
    envFile(`${path.replace("/etc/simpul/", "deploy/systemd/")}.example`),
  );
  const stop = all("TimeoutStopSec")[0];
  return {
    file,
    name: `${basename(file, ".service")}${instance}`,
    ...commandOf((all("ExecStart")[0] ?? "").split(" "), file),
    // A file outweighs `Environment=`, whichever stands first.
    env: Object.assign({}, set, ...files) as Record<string, string>,
    probes: [],
    grace: all("Type")[0] === "oneshot" ? undefined : seconds(stop ?? "90"),
  };
}
