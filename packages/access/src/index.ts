export * from "./ability.ts";
export * from "./actor.ts";
