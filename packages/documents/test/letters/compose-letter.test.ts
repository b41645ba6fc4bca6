import type { MailContent } from "@simpul/casework";
import { langs } from "@simpul/words";
import type { Lang } from "@simpul/words";
import { describe, expect, test } from "vitest";
import { composeLetter } from "../../src/index.ts";

const writer = { name: "Kota Balikpapan", publicUrl: "https://lapor.balikpapan.example" };
const trackingId = "SP-2026-7K3M-9Q";
const person = { name: "Siti Rahma", path: "/masuk/kunci?t=abc-_1" };

/** One of each template, with what a reader has to find in it. */
const mails: readonly (readonly [MailContent, { readonly id: string[]; readonly en: string[] }])[] =
  [
    [
      { template: "invitation", parameters: { ...person, hours: 72 } },
      {
        id: ["Yth. Siti Rahma,", "72 jam", "petugas pengaduan", "satu kali"],
        en: ["Dear Siti Rahma,", "72 hours", "complaint officers", "works once"],
      },
    ],
    [
      { template: "passwordReset", parameters: { ...person, minutes: 30 } },
      {
        id: ["30 menit", "keluar dari semua perangkat", "abaikan surel ini"],
        en: ["30 minutes", "signed out on every device", "ignore this mail"],
      },
    ],
    [
      { template: "secondFactorReset", parameters: { ...person, hours: 72 } },
      {
        id: ["Yth. Siti Rahma,", "Kota Balikpapan menghapus faktor kedua", "72 jam"],
        en: ["Dear Siti Rahma,", "Kota Balikpapan took the second factor", "72 hours"],
      },
    ],
    [
      { template: "signInLink", parameters: { ...person, minutes: 15 } },
      { id: ["15 menit", "peramban yang sama"], en: ["15 minutes", "same browser"] },
    ],
    [
      { template: "reporterCode", parameters: { trackingId, code: "4815-1623", minutes: 10 } },
      {
        id: ["Yth. Pelapor,", trackingId, "4815-1623", "10 menit", "kepada siapa pun"],
        en: ["Dear reporter,", trackingId, "4815-1623", "10 minutes", "to nobody"],
      },
    ],
    [
      {
        template: "digest",
        parameters: {
          items: [
            { trackingId, due: { clock: "settlement", day: "2026-08-14", isOver: false } },
            { trackingId: "SP-LATE", due: { clock: "followUp", day: "2026-08-03", isOver: true } },
            { trackingId: "SP-SECRET" },
          ],
          more: 4,
          restricted: 2,
          path: "/desk",
        },
      },
      {
        id: [
          `${trackingId}: Penyelesaian, tenggat 14 Agustus 2026`,
          "SP-LATE: Tindak lanjut, lewat tenggat 3 Agustus 2026",
          "- SP-SECRET\n",
          "dan lainnya: 4",
          "Laporan terbatas yang menunggu pemeriksa: 2.",
        ],
        en: [
          `${trackingId}: Settlement, due 14 August 2026`,
          "SP-LATE: Follow-up, was due 3 August 2026",
          "and others: 4",
          "Restricted reports that wait for an examiner: 2.",
        ],
      },
    ],
    [
      {
        template: "consentRequest",
        parameters: { trackingId, path: `/lacak/${trackingId}`, isReferred: false },
      },
      {
        id: [trackingId, "Ombudsman", "identitas Anda", "menarik persetujuan"],
        en: [trackingId, "Ombudsman", "who you are", "take your consent back"],
      },
    ],
    [
      {
        template: "consentRequest",
        parameters: { trackingId, path: `/lacak/${trackingId}`, isReferred: true },
      },
      { id: ["sudah diserahkan ke Ombudsman"], en: ["was handed to the Ombudsman"] },
    ],
    [
      {
        template: "reporterReminder",
        parameters: { trackingId, clock: "completion", day: "2026-08-14", path: "/lacak/x" },
      },
      {
        id: [trackingId, "melengkapinya sampai 14 Agustus 2026"],
        en: ["complete it until 14 August 2026"],
      },
    ],
    [
      {
        template: "rosterAlarm",
        parameters: { matter: "decreeExpiring", about: "180/12/2026", days: 7, path: "/desk" },
      },
      { id: ["SK 180/12/2026", "7 hari"], en: ["Decree 180/12/2026", "7 days"] },
    ],
    [
      {
        template: "rosterAlarm",
        parameters: { matter: "decreeMissing", about: "", days: 0, path: "/desk" },
      },
      { id: ["Belum ada SK"], en: ["No roster decree"] },
    ],
    [
      {
        template: "unattendedUnit",
        parameters: { unit: "Dinas Perhubungan", cases: 9, path: "/desk" },
      },
      { id: ["Dinas Perhubungan", "berjumlah 9"], en: ["Dinas Perhubungan", "number 9"] },
    ],
    [
      { template: "unsealAsked", parameters: { trackingId, path: "/desk", minutes: 60 } },
      { id: [trackingId, "identitas pelapor", "60 menit"], en: [trackingId, "60 minutes"] },
    ],
  ];

test("a time of many minutes is said in hours", () => {
  const parameters = { trackingId, path: "/desk", minutes: 24 * 60 };
  const { text } = composeLetter("en", { template: "unsealAsked", parameters }, writer);
  expect(text).toContain("valid for 24 hours.");
});

const cases = mails.flatMap(([content, finds]) =>
  langs.map((lang) => [content.template, lang, content, finds[lang]] as const),
);

/** What a reader sees of HTML. */
const seen = (html: string): string =>
  html
    .replace(/<head>.*<\/head>/s, "")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&#39;", "'");
const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

const closing = {
  id: [
    "dikirim oleh Kota Balikpapan",
    "tidak pernah meminta kata sandi",
    "Anda menerimanya karena",
  ],
  en: ["is from Kota Balikpapan", "never ask for your password", "You receive it because"],
} as const;

describe.each(cases)("%s in %s", (_, lang, content, finds) => {
  const { subject, text, html } = composeLetter(lang, content, writer);

  test("says what there is to do, who writes, why, and that nobody asks for a password", () => {
    expect(subject).not.toBe("");
    for (const each of [...finds, ...closing[lang]]) expect(text).toContain(each);
    expect(`${subject}${text}${html}`).not.toMatch(/[{}]|undefined|\[object/);
  });

  test("has the same words in both forms", () => {
    expect(words(seen(html)).toSorted()).toEqual(expect.arrayContaining(words(text).toSorted()));
  });

  test("names its language, fetches nothing and tells nobody that it was read", () => {
    expect(html).toContain(`<html lang="${lang}">`);
    expect(html).not.toMatch(/<img|<script|<link|url\(|@import|\bsrc=/i);
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => href);
    expect(links.filter((href) => !href.startsWith(`${writer.publicUrl}/`))).toEqual([]);
    const path = "path" in content.parameters ? content.parameters.path : undefined;
    if (path !== undefined) expect(text).toContain(`${writer.publicUrl}${path}\n`);
  });
});

const invitation = (name: string, path = "/x"): MailContent => ({
  template: "invitation",
  parameters: { name, path, hours: 72 },
});
const composed = (content: MailContent, name = writer.name, lang: Lang = "id") =>
  composeLetter(lang, content, { ...writer, name });

test("a name is text, whatever stands in it", () => {
  const { html, text } = composed(invitation(`<b onclick='x'>"&</b>`));
  expect(html).toContain("&lt;b onclick=&#39;x&#39;&gt;&quot;&amp;&lt;/b&gt;");
  expect(html).not.toContain("<b ");
  expect(text).toContain(`<b onclick='x'>"&</b>`);
});

test("a name with line breaks makes neither a header nor a paragraph of its own", () => {
  const { subject, text } = composed(
    invitation("A\r\n\r\nhttps://evil.example\u2028B"),
    "Kota\r\nBcc: x",
  );
  expect(subject).toBe("Undangan petugas pengaduan Kota Bcc: x");
  expect(text).toContain("Yth. A https://evil.example B,");
});

test.each(["@evil.example/x", "//evil.example", "https://evil.example", "x", "/a\nb", "/a b", ""])(
  "a path that leads elsewhere is refused: %j",
  (path) => {
    expect(() => composed(invitation("A", path))).toThrow("no path of ours");
  },
);
