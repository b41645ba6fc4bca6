import { verbInputs } from "../../../testkit/src/index.ts";

/** How an operation of the REST API is asked; `about` says whether it is asked about one report, a list, or neither. */
export interface Asked {
  readonly about: "report" | "list" | "nothing";
  readonly query?: string;
  readonly json?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A version that no report has: refused after the locks and before anything is done. */
const unseen = { "if-match": '"999999"' };

/** One operation without a row here fails the build. */
export const operations: Readonly<Record<string, Asked>> = {
  ...Object.fromEntries(
    Object.entries(verbInputs).map(([name, input]) => [
      `${name}Report`,
      { about: "report" as const, json: input, headers: unseen },
    ]),
  ),
  submitReport: { about: "nothing", json: { text: "Jalan rusak" } },
  listReports: { about: "list", query: "?limit=100" },
  readReport: { about: "report" },
  readDossier: { about: "report" },
  readReferral: { about: "report" },
  readReferralCsv: { about: "report" },
  readOutlook: { about: "nothing" },
  readOutlookCsv: { about: "nothing" },
  listChanges: { about: "list", query: "?limit=100" },
  listCategories: { about: "nothing" },
  listTenants: { about: "nothing" },
  listUnits: { about: "nothing" },
  requestAccessCode: { about: "nothing", json: {} },
  openAccess: { about: "nothing", json: { code: "00000000" } },
  endAccess: { about: "nothing", json: {} },
  makeReporterSecret: { about: "report", json: {} },
  // By a name that no file has: not there, whoever asks.
  readAttachment: { about: "report" },
  readThumbnail: { about: "report" },
  describeUploads: { about: "nothing" },
  beginUpload: { about: "nothing", headers: { "tus-resumable": "1.0.0", "upload-length": "9" } },
  askUpload: { about: "nothing", headers: { "tus-resumable": "1.0.0" } },
  readUpload: { about: "nothing" },
  continueUpload: { about: "nothing", headers: { "tus-resumable": "1.0.0" } },
  uploadAttachment: { about: "nothing", json: {} },
};
