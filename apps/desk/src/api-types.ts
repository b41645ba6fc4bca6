import type { AppRouter } from "@simpul/doors";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";

export type Inputs = inferRouterInputs<AppRouter>;
export type Outputs = inferRouterOutputs<AppRouter>;

/** A report as a desk opens it: all of it that its reader may see, and what they can do with it now. */
export type Opened = Outputs["report"]["open"];
export type Report = Opened["report"];
export type ActName = Opened["acts"][number];
export type Row = Outputs["report"]["list"]["items"][number];
/** A procedure under `report` that changes one. */
export type Verb = {
  [N in keyof Inputs["report"]]: Inputs["report"][N] extends { report: string; input: unknown }
    ? N
    : never;
}[keyof Inputs["report"]];
export type VerbInput<V extends Verb> = Inputs["report"][V] extends { input: infer I } ? I : never;
