import type { VerbName } from "@simpul/casework";
import { verbInputs } from "../../../testkit/src/index.ts";

const nobody = "01936f2a-0000-7000-8000-00000000dead";

/** How each procedure of the desk's API is asked about one report. One without a row here fails the build. */
export const procedures: Readonly<Record<string, (report: string) => unknown>> = {
  // A version that no report has: refused after the locks and before anything is done.
  ...Object.fromEntries(
    Object.entries(verbInputs).map(([name, input]) => [
      `report.${name satisfies string as VerbName}`,
      (report: string) => ({ report, ifVersion: 999_999, input }),
    ]),
  ),
  "report.get": (report) => ({ report }),
  "report.open": (report) => ({ report }),
  "desk.me": () => undefined,
  "report.list": () => ({ limit: 100 }),
  "report.counts": () => ({ filters: [{}, { states: ["received"] }] }),
  "files.keepOriginals": () => ({ keeps: false }),
  "files.keepsOriginals": () => undefined,
  "senders.block": (report) => ({ of: { report }, reason: "spam", days: 1 }),
  "senders.unblock": () => ({ id: "01936f2a-0000-7000-8000-00000000dead" }),
  "senders.list": () => undefined,
  "identity.unseal": (report) => ({
    report,
    input: { purpose: "contact", reason: "Nomor di berkas tidak terbaca" },
  }),
  "identity.askUnseal": (report) => ({
    report,
    input: { purpose: "contact", reason: "Nomor di berkas tidak terbaca" },
  }),
  "identity.allowUnseal": () => ({
    request: "01936f2a-0000-7000-8000-00000000dead",
    decision: "allowed",
  }),
  "identity.requests": () => undefined,
  "identity.ask": (report) => ({
    report,
    input: { purpose: "contact", reason: "Nomor di berkas tidak terbaca" },
  }),
  "identity.asked": (report) => ({ report }),
  "identity.openAnswer": () => ({ ask: "01936f2a-0000-7000-8000-00000000dead" }),
  "identity.accesses": (report) => ({ report }),
  "identity.ways": (report) => ({ report }),
  "providers.list": () => undefined,
  // Past the locks its address is refused.
  "providers.keep": () => ({
    id: "pegawai",
    name: "Akun pegawai",
    issuer: "https://127.0.0.1",
    clientId: "simpul",
    clientSecret: "rahasia",
    emailDomain: "example.go.id",
  }),
  "providers.disable": () => ({ id: "tidak-ada" }),
  "roster.get": () => ({}),
  "roster.recordDecree": () => ({
    number: "800/1/2026",
    issuedOn: "2026-01-02",
    validFrom: "2026-01-05",
    validUntil: "2026-01-04",
  }),
  "roster.add": () => ({
    name: "Sari",
    email: "sari@example.go.id",
    role: "auditor",
    begins: "2026-01-05",
    ends: "2026-01-04",
  }),
  "roster.inviteAgain": () => ({ officer: nobody }),
  "roster.changeRole": () => ({ officer: nobody, role: "auditor", reason: "Mutasi" }),
  "roster.correct": () => ({ officer: nobody, name: "Sari" }),
  "roster.resetSecondFactor": () => ({ officer: nobody }),
  "roster.end": () => ({ officer: nobody, reason: "Mutasi" }),
  "roster.succeed": () => ({ officer: nobody, successor: nobody, reason: "Mutasi" }),
  "roster.coverLeave": () => ({
    officer: nobody,
    deputy: nobody,
    begins: "2099-01-05",
    ends: "2099-01-06",
    reason: "Cuti",
  }),
  "roster.endCover": () => ({ cover: nobody }),
  "roster.entrust": (report) => ({ report, officer: nobody }),
  "suggest.routing": (report) => ({ report }),
  "suggest.units": (report) => ({ report }),
  "suggest.duplicates": (report) => ({ report }),
  "units.tree": () => undefined,
  "units.loads": () => undefined,
  "units.add": () => ({ code: "x", name: "X", kind: "office", parent: "tidak-ada" }),
  "units.rename": () => ({ unit: "tidak-ada", name: "X" }),
  "units.move": () => ({ unit: "tidak-ada", parent: null }),
  "units.retire": () => ({ unit: "tidak-ada" }),
  "units.operateNode": () => ({ unit: "tidak-ada", operatesNode: true }),
  "audit.search": () => ({}),
  "audit.export": () => ({ format: "csv" }),
  "audit.people": () => undefined,
  "audit.seal": () => undefined,
  "audit.verify": () => undefined,
  "office.cases": () => ({}),
  "office.exportCases": () => ({ format: "csv" }),
  "office.dossier": (report) => ({ report }),
  "office.verify": (report) => ({ report }),
  "reference.areas": () => ({ q: "balikpapan" }),
  "reference.categories": () => undefined,
  "reference.tenants": () => undefined,
  "reference.units": () => undefined,
};

/** Answer with a list: what is asked is whether the report is on it. */
export const lists: ReadonlySet<string> = new Set(["report.list"]);
