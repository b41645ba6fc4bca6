export * from "./ability.ts";
export * from "./actor.ts";
export { countsAt, examines, isExaminers } from "./roles.ts";
export * from "./subjects.ts";
export {
  everyReportAction,
  hubVerbs,
  institutionVerbs,
  officeVerbs,
  reporterVerbs,
} from "./verbs.ts";
