import { parse } from "yaml";
import { commandOf, type Deployed, envFile, type Probe, read, seconds } from "./deployed.ts";

interface Service {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly env_file?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly stop_grace_period?: string;
  readonly restart?: string;
}

/** The processes of ours in a compose file; `x.env` is what an operator makes of `x.env.example`. */
export function composed(file: string): Deployed[] {
  // Proof of shape: what is read below is checked as it is read, and a field that is missing fails the test.
  const { services } = parse(read(file), { merge: true }) as { services: Record<string, Service> };
  return Object.entries(services).flatMap(([name, service]) =>
    service.image?.startsWith("simpul:") === true ? [deployed(file, name, service)] : [],
  );
}

function deployed(file: string, name: string, service: Service): Deployed {
  const env: Record<string, string> = { NODE_ENV: "production" };
  for (const each of service.env_file ?? [])
    Object.assign(env, envFile(`deploy/compose/${each}.example`));
  Object.assign(env, service.environment);
  return {
    file,
    name,
    ...commandOf(service.command ?? [], `${file} ${name}`),
    env,
    probes: probesIn(service.healthcheck?.test.join(" ") ?? ""),
    grace: service.restart === "no" ? undefined : seconds(service.stop_grace_period ?? "10s"),
  };
}

function probesIn(command: string): Probe[] {
  return [...command.matchAll(/http:\/\/127\.0\.0\.1:(\d+)(\/\w+)/g)].map(([, port, path]) => ({
    port: Number(port),
    path: path ?? "",
  }));
}
