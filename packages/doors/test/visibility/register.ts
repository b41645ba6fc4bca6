/**
 * Every way out of a deployment, by the name that the software itself gives it. `shown` names the serializers of
 * serializers.ts that stand for it, `heldBy` a test of its own, `nothing` says why it carries nothing of a report. A way out
 * without a line here fails the build: whoever adds one says which part of the visibility table it goes through.
 */
export type Line =
  | { readonly shown: readonly string[] }
  | { readonly heldBy: string }
  | { readonly nothing: string };

/** What every verb answers with, at each door. */
export const aVerbsAnswer: Line = { shown: ["summary"] };
const counts: Line = { shown: ["outlook"] };
const handoff: Line = { heldBy: "packages/doors/test/http/rest/dossier.test.ts" };
const reference: Line = { nothing: "reference data: the same for everybody" };
const roster: Line = { nothing: "officers, decrees and units; no report" };
/** Who may is asked role by role; what they answer is asked there too. */
const matrix: Line = { heldBy: "packages/doors/test/matrix/procedures.test.ts" };
const suggestions: Line = { heldBy: "packages/casework/test/suggest/secrecy.test.ts" };
const keys: Line = { nothing: "a tenant's machine keys" };
/** Of the desk of the hub: nodes, and ids of reports whose events wait or were refused. */
const nodes: Readonly<Record<string, Line>> = Object.fromEntries(
  [
    "list",
    "invite",
    "withdrawInvitations",
    "suspend",
    "resume",
    "ping",
    "pings",
    "deadLetters",
    "replay",
    "parked",
    "retryParked",
  ].map((name) => [
    `nodes.${name}`,
    { nothing: "of nodes: times, counts, keys, and places in streams without a word of them" },
  ]),
);
const deletes: Line = { nothing: "deletes what is old and answers nobody" };

/** Of the REST API, by operation id; every verb is `aVerbsAnswer` unless it stands here. */
export const operations: Readonly<Record<string, Line>> = {
  submitReport: { nothing: "the number of the report that its sender has just told" },
  listReports: { shown: ["list"] },
  readReport: { shown: ["readReport", "publicView"] },
  listChanges: { shown: ["changes"] },
  readDossier: handoff,
  readReferral: handoff,
  readReferralCsv: handoff,
  readOutlook: counts,
  readOutlookCsv: counts,
  listCategories: reference,
  listTenants: reference,
  listUnits: reference,
  uploadAttachment: { nothing: "the file of who sends it, before it is part of a report" },
  beginUpload: { nothing: "as uploadAttachment" },
  askUpload: { nothing: "as uploadAttachment" },
  readUpload: { nothing: "as uploadAttachment" },
  continueUpload: { nothing: "as uploadAttachment" },
  describeUploads: { nothing: "limits of uploads" },
  readAttachment: { heldBy: "packages/doors/test/matrix/operations.test.ts" },
  readThumbnail: { heldBy: "packages/doors/test/matrix/operations.test.ts" },
  requestAccessCode: { nothing: "the same answer whether there is such a report or not" },
  openAccess: { nothing: "a token for who proved to be the reporter" },
  endAccess: { nothing: "ends a token" },
  makeReporterSecret: { nothing: "a secret that nobody had before" },
};

/** Of the desk's API; `report.<verb>` is `aVerbsAnswer`. */
export const procedures: Readonly<Record<string, Line>> = {
  "report.get": { shown: ["readReport"] },
  "report.open": { shown: ["readReport"] },
  "report.clocks": { heldBy: "packages/casework/test/desk/report-page.test.ts" },
  "report.colleagues": { nothing: "officers of the desk whom entrust takes" },
  "report.related": { heldBy: "packages/casework/test/desk/report-page.test.ts" },
  "report.viewers": { heldBy: "packages/casework/test/desk/report-page.test.ts" },
  "desk.me": { nothing: "the caller's own roles, and the rules made of them" },
  "report.list": { shown: ["listRows"] },
  "report.counts": { shown: ["listRows"] },
  // Nobody but who may open each reporter's identity; summaries, as lists show them.
  "report.findByContact": { heldBy: "packages/casework/test/desk/find-by-contact.test.ts" },
  "bulk.preview": { heldBy: "packages/casework/test/desk/bulk.test.ts" },
  "views.list": { nothing: "addresses of lists, for who kept them alone" },
  "views.save": { nothing: "as views.list" },
  "views.rename": { nothing: "as views.list" },
  "views.remove": { nothing: "as views.list" },
  "reference.areas": reference,
  "reference.categories": reference,
  "reference.tenants": reference,
  "reference.units": reference,
  "monitor.overview": { heldBy: "packages/casework/test/desk/monitor.test.ts" },
  "monitor.export": { heldBy: "packages/casework/test/desk/monitor.test.ts" },
  ...nodes,
  "keys.list": keys,
  "keys.issue": keys,
  "keys.revoke": keys,
  "terms.inForce": { nothing: "calendar and policy: the same for everybody" },
  "terms.preview": { nothing: "how many deadlines a document would move" },
  // Verbs and outcomes by the id of a report, for the auditor of the tenant alone.
  "audit.search": matrix,
  "audit.export": matrix,
  "audit.people": { nothing: "names of officers" },
  "audit.seal": { nothing: "how many links a chain has" },
  "audit.verify": { nothing: "whether a chain is whole; ids of audit rows" },
  // For the office of the Ombudsman; what its roles are shown of a case is asked role by role.
  "office.cases": matrix,
  "office.exportCases": matrix,
  "office.dossier": matrix,
  "office.verify": matrix,
  // The one door to who the reporter is, with a rule of its own.
  "identity.unseal": matrix,
  "identity.askUnseal": matrix,
  "identity.allowUnseal": matrix,
  "identity.requests": matrix,
  "identity.ask": matrix,
  "identity.asked": matrix,
  "identity.openAnswer": matrix,
  "identity.accesses": matrix,
  "identity.ways": matrix,
  "files.keepOriginals": { nothing: "a setting of the tenant" },
  "files.keepsOriginals": { nothing: "a setting of the tenant" },
  "providers.list": { nothing: "addresses and names of identity providers; no report" },
  "providers.keep": { nothing: "addresses and names of identity providers; no report" },
  "providers.disable": { nothing: "addresses and names of identity providers; no report" },
  "roster.get": roster,
  "roster.recordDecree": roster,
  "roster.add": roster,
  "roster.inviteAgain": roster,
  "roster.changeRole": roster,
  "roster.correct": roster,
  "roster.resetSecondFactor": roster,
  "roster.end": roster,
  // Counts and ids of cases that change hands.
  "roster.succeed": matrix,
  "roster.coverLeave": roster,
  "roster.endCover": roster,
  "roster.entrust": matrix,
  "senders.block": { nothing: "a digest of an address; no report" },
  "senders.unblock": { nothing: "a digest of an address; no report" },
  "senders.list": { nothing: "digests, reasons and ends; no report" },
  // Words of a report for who may forward, assign or merge it, and of others that they may read.
  "suggest.routing": suggestions,
  "suggest.units": suggestions,
  "suggest.duplicates": suggestions,
  // Numbers and days to who may read all of it; the rest is what the asker wrote.
  "drafts.ahead": matrix,
  "drafts.get": { nothing: "what the asker wrote and has not said yet" },
  "drafts.list": { nothing: "ids of reports that the asker has begun to answer" },
  "drafts.save": { nothing: "what the asker wrote and has not said yet" },
  "drafts.remove": { nothing: "whether there was a draft" },
  "reviews.list": { heldBy: "packages/casework/test/answers/reviews.test.ts" },
  "reviews.count": { heldBy: "packages/casework/test/answers/reviews.test.ts" },
  "reviews.ask": { nothing: "an id" },
  "reviews.decide": { nothing: "an id" },
  "reviews.withdraw": { nothing: "an id" },
  "reviews.setting": { nothing: "a setting of the tenant" },
  "reviews.set": { nothing: "a setting of the tenant" },
  "templates.list": { nothing: "texts of the tenant; no report" },
  "templates.keep": { nothing: "an id" },
  "templates.remove": { nothing: "an id" },
  "units.tree": roster,
  "units.loads": roster,
  "units.add": roster,
  "units.rename": roster,
  "units.move": roster,
  "units.retire": roster,
  "units.operateNode": roster,
};

const theirs: Line = { nothing: "leads back to the reporter's own page" };

/** Public pages, by method and path. */
export const pages: Readonly<Record<string, Line>> = {
  "GET /": { nothing: "the start page" },
  "GET /lacak": { nothing: "the form for a number" },
  "GET /lacak/:trackingId": { shown: ["trackPage"] },
  "GET /lacak/:trackingId/saya": { shown: ["readReport"] },
  ...Object.fromEntries(
    "kode masuk keluar supply reply confirm object rate consent withdraw"
      .split(" ")
      .map((act) => [`POST /lacak/:trackingId/saya/${act}`, theirs]),
  ),
  "GET /.well-known/security.txt": { nothing: "where weaknesses are reported" },
};

const deskFile: Line = { heldBy: "packages/doors/test/http/files/files.test.ts" };

const deskArchive: Line = { heldBy: "packages/doors/test/http/files/archives.test.ts" };

/** Files at a desk, by method and path. */
export const files: Readonly<Record<string, Line>> = Object.fromEntries(
  ["/files", "/files/t/:tenant"].flatMap((base) => [
    [`POST ${base}/attachments`, operations["uploadAttachment"] ?? deskFile],
    [`GET ${base}/reports/:id/attachments/:hash`, deskFile],
    [`GET ${base}/reports/:id/attachments/:hash/thumbnail`, deskFile],
    [`GET ${base}/reports/:id/originals/:hash`, deskFile],
    [
      `GET ${base}/reviews/:review/:file`,
      { heldBy: "packages/casework/test/answers/reviews.test.ts" },
    ],
    [`GET ${base}/reports/:id/export.tar`, deskArchive],
    [`GET ${base}/reports/:id/dossier.tar`, deskArchive],
    [`GET ${base}/reports/:id/dossier.pdf`, deskArchive],
  ]),
);

/** Between deployments, by method and path. */
export const federation: Readonly<Record<string, Line>> = {
  "GET /federation/v1/directory": { nothing: "nodes, keys and tenants" },
  "GET /federation/v1/reference/:kind": reference,
  "POST /federation/v1/events": { shown: ["feed"] },
  "POST /federation/v1/pull": { shown: ["feed"] },
  "PUT /federation/v1/content/:hash": { heldBy: "packages/federation/test/content.test.ts" },
  "GET /federation/v1/content/:hash": { heldBy: "packages/federation/test/content.test.ts" },
  "POST /federation/v1/enrol": { nothing: "keys of a node" },
};

export const jobs: Readonly<Record<string, Line>> = {
  checkFiles: { nothing: "asks a scanner about bytes, by no name" },
  forgetLikeness: deletes,
  indexWords: { heldBy: "packages/casework/test/desk/search.test.ts" },
  learnSuggestions: { heldBy: "packages/casework/test/suggest/secrecy.test.ts" },
  digest: { shown: ["reminders"] },
  recompute: { nothing: "writes deadlines where they stand" },
  rewrap: { nothing: "seals what is sealed under another key" },
  rosterAlarms: roster,
  sweepAnswers: deletes,
  sweepAudit: deletes,
  sweepIdentities: deletes,
  sweepMails: deletes,
  sweepUploads: deletes,
  unlockDead: { nothing: "the queue's own" },
  watchClocks: { shown: ["reminders"] },
};

/** What leaves without being asked for: no list names these but this one. */
export const others: Readonly<Record<string, Line>> = {
  "logs, traces and error bodies": { shown: ["errors"] },
  "the command report export": { shown: ["export"] },
};
