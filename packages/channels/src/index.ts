export * from "./canonical.ts";
export * from "./email/client.ts";
export * from "./generic/mapping.ts";
export * from "./generic/signature.ts";
export * from "./misfit.ts";
