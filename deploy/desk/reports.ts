import type { StageFound } from "./setup.ts";

/** What a test needs to know of a report, as the API tells it. */
interface Told {
  readonly id: string;
  readonly trackingId: string;
  readonly state: string;
  readonly version: number;
  readonly title?: string;
  readonly category?: string;
  readonly class?: string;
  readonly institution?: string;
  readonly maladministration: readonly string[];
  readonly accused?: { readonly tenant?: string; readonly unit?: string; readonly office?: string };
  readonly place: {
    readonly area?: string;
    readonly address?: string;
    readonly roadStatus?: string;
  };
  readonly hops: number;
  readonly masks: readonly { readonly start: number; readonly end: number }[];
  readonly clocks: readonly { readonly name: string; readonly deadline: string }[];
  readonly history: readonly { readonly type: string; readonly text?: string }[];
}

export interface Reports {
  /** A citizen's report comes in at this desk. */
  submit(report: object): Promise<{ readonly id: string; readonly trackingId: string }>;
  read(id: string): Promise<Told>;
  state(id: string): Promise<string>;
  /** Somebody else does something with it. */
  act(id: string, verb: string, input?: object): Promise<void>;
}

/** The other side of the desk: reports as a tenant's machine key sees them, which knows nothing of any browser. */
export function reportsAt(stage: StageFound, tenant: string): Reports {
  const [desk, key] = [stage.desks[tenant], stage.keys[tenant]];
  if (desk === undefined || key === undefined) throw new Error(`${tenant} has no key`);
  const base = new URL("/api/v1/reports", desk).href;
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${base}${path}`, {
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    submit: async (report) => (await ask("", report)) as { id: string; trackingId: string },
    read: async (id) => (await ask(`/${id}`)) as Told,
    state: async (id) => ((await ask(`/${id}`)) as Told).state,
    act: async (id, verb, input = {}) => void (await ask(`/${id}/${verb}`, input)),
  };
}
