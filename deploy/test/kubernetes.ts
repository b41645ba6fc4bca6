import { globSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { commandOf, type Deployed, read, root } from "./deployed.ts";

interface Named {
  readonly name: string;
}

interface HttpProbe {
  readonly httpGet: { readonly path: string; readonly port: string | number };
}

interface Container extends Named {
  readonly image: string;
  readonly command: readonly string[];
  readonly env?: readonly (Named & { readonly value: string })[];
  readonly envFrom?: readonly { readonly configMapRef?: Named; readonly secretRef?: Named }[];
  readonly ports?: readonly (Named & { readonly containerPort: number })[];
  readonly startupProbe?: HttpProbe;
  readonly livenessProbe?: HttpProbe;
  readonly readinessProbe?: HttpProbe;
}

export interface Volume {
  readonly secret?: { readonly secretName: string };
  readonly configMap?: Named;
  readonly persistentVolumeClaim?: { readonly claimName: string };
  readonly projected?: { readonly sources: readonly { readonly secret: Named }[] };
}

export interface Pod {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly terminationGracePeriodSeconds?: number;
    readonly containers: readonly Container[];
    readonly volumes?: readonly Volume[];
  };
}

export interface Resource {
  readonly file: string;
  readonly kind: string;
  readonly metadata: Named;
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
  readonly spec: { readonly template?: Pod } & Readonly<Record<string, unknown>>;
}

/** Every resource of the folder, the examples too. Kubernetes reads YAML 1.1. */
export const resources: readonly Resource[] = globSync("deploy/kubernetes/*.yaml", { cwd: root })
  .toSorted()
  .flatMap((file) =>
    parseAllDocuments(read(file), { version: "1.1" }).flatMap((document) => {
      if (document.errors.length > 0) throw new Error(`${file}: ${document.errors.join()}`);
      // Proof of shape: what is read below is checked as it is read, and a field that is missing fails the test.
      const resource = document.toJS() as Omit<Resource, "file"> | null;
      return resource === null ? [] : [{ ...resource, file }];
    }),
  );

export const podsOf = (resource: Resource): Pod[] =>
  resource.spec?.template === undefined ? [] : [resource.spec.template];

/** Kind and name of what the volumes are filled from. */
export function mountedBy(volumes: readonly Volume[]): string[] {
  return volumes.flatMap(({ secret, configMap, persistentVolumeClaim: claim, projected }) => [
    ...(configMap === undefined ? [] : [`ConfigMap ${configMap.name}`]),
    ...(secret === undefined ? [] : [`Secret ${secret.secretName}`]),
    ...(claim === undefined ? [] : [`PersistentVolumeClaim ${claim.claimName}`]),
    ...(projected?.sources ?? []).map((source) => `Secret ${source.secret.name}`),
  ]);
}

export function orchestrated(): Deployed[] {
  return resources.flatMap((resource) =>
    podsOf(resource).flatMap(({ spec }) =>
      spec.containers
        .filter(({ image }) => image.startsWith("simpul:"))
        .map((container) => ({
          file: resource.file,
          name: container.name,
          ...commandOf(container.command, resource.file),
          env: environmentOf(container),
          probes: [container.startupProbe, container.livenessProbe, container.readinessProbe]
            .filter((probe) => probe !== undefined)
            .map(({ httpGet }) => ({ path: httpGet.path, port: portOf(container, httpGet.port) })),
          grace: resource.kind === "Job" ? undefined : (spec.terminationGracePeriodSeconds ?? 30),
        })),
    ),
  );
}

function environmentOf(container: Container): Record<string, string> {
  const env: Record<string, string> = {};
  for (const { configMapRef, secretRef } of container.envFrom ?? []) {
    const kind = configMapRef === undefined ? "Secret" : "ConfigMap";
    const name = (configMapRef ?? secretRef)?.name;
    const source = resources.find((r) => r.kind === kind && r.metadata.name === name);
    if (source === undefined) throw new Error(`nobody makes the ${kind} ${name}`);
    Object.assign(env, source.data, source.stringData);
  }
  for (const { name, value } of container.env ?? []) env[name] = value;
  return env;
}

function portOf(container: Container, port: string | number): number {
  if (typeof port === "number") return port;
  const named = container.ports?.find(({ name }) => name === port);
  if (named === undefined) throw new Error(`${container.name} has no port ${port}`);
  return named.containerPort;
}
