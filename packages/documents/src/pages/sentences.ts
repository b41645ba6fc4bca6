import { ombudsmanTenant } from "@simpul/domain";
import { say } from "@simpul/words";
import type { ChronologyEntry } from "../dossier/dossier.ts";
import { label, tenantName } from "./names.ts";
import type { Names } from "./names.ts";
import { longDate } from "./written.ts";

/** What an event did, in one sentence; of a type that this version does not know, the type. */
export function sentenceOf({ type, writer, details }: ChronologyEntry, names: Names): string {
  const institution = tenantName(names, writer);
  const field = (name: string): string => {
    const said = details[name];
    return typeof said === "string" || typeof said === "number" ? String(said) : "";
  };
  const opened = details["opens"];
  const holder =
    typeof opened === "object" && opened !== null && "holder" in opened
      ? tenantName(names, String(opened.holder))
      : institution;
  switch (type) {
    case "received":
      return say("id", "history.received", { channel: label("channel", field("channel")) });
    case "archived":
      return say("id", "history.archived", { reason: label("archiveReason", field("reason")) });
    case "split": {
      const { parts } = details;
      return say("id", "history.split", { count: Array.isArray(parts) ? parts.length : 0 });
    }
    case "forwarded":
    case "epochOpened":
      return say("id", `history.${type}`, { institution: holder });
    case "recalled":
      return say("id", "history.recalled", { institution: "instansi" });
    case "returned":
    case "accepted":
      return say("id", `history.${type}`, { institution });
    case "assigned":
      return say("id", "history.assigned", { unit: field("unit") });
    case "declined":
      return say("id", "history.declined", { unit: "Unit kerja" });
    case "responded":
      return field("kind") === "plan"
        ? say("id", "history.responded.plan", { date: planned(field("date")) })
        : label("history.responded", field("kind"));
    case "answered":
      return label("history.answered", field("kind"));
    case "closed":
      return label("history.closed", field("outcome"));
    case "registered":
      return say("id", "history.registered", { number: field("number") });
    case "rated":
      return say("id", "history.rated", { score: field("score") });
    case "consented":
      return details["granted"] === false
        ? "Pelapor tidak menyetujui penyerahan identitas ke Ombudsman."
        : say("id", "history.consented");
    default:
      return label("history", type);
  }
}

const planned = (date: string): string => (/^\d{4}-\d\d-\d\d$/.test(date) ? longDate(date) : date);

/** Who spoke: a role and an institution, never a person. */
export function speakerOf({ role, writer }: ChronologyEntry, names: Names): string {
  const name = label("role", role);
  if (writer === ombudsmanTenant) return tenantName(names, writer);
  return role === "reporter" || role === "channel" ? name : `${name}, ${tenantName(names, writer)}`;
}

/** The words of an event as people read them, each with its name where it is not the main one. */
export function wordsOf({ words = {} }: ChronologyEntry): string[] {
  const titles: Readonly<Record<string, string>> = {
    title: "Judul",
    basis: "Dasar",
    address: "Alamat",
    latitude: "Lintang",
    longitude: "Bujur",
    recordedWord: "Ucapan pelapor yang dicatat",
  };
  return Object.entries(words).map(([name, said]) =>
    titles[name] === undefined ? String(said) : `${titles[name]}: ${said}`,
  );
}
