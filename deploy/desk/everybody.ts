/** Somebody of each role, at the desk where the seeded reports give them something to do. */
export const everybody = [
  "nationalVerifier@national",
  "nationalAdmin@national",
  "nationalMonitor@national",
  "provincialOverseer@national",
  "tenantAdmin@64.71",
  "liaison@64.71",
  "unitHead@64.71",
  "inspectorate@64.71",
  "auditor@64.71",
  "ombudsmanOfficer@ombudsman",
] as const;
