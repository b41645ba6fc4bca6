export * from "./ability.ts";
export * from "./actor.ts";
export { countsAt, examines } from "./roles.ts";
export * from "./subjects.ts";
export { hubVerbs, institutionVerbs, officeVerbs, reporterVerbs } from "./verbs.ts";
