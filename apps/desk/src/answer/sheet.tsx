import { isKey } from "@simpul/words";
import type { ReactNode } from "react";
import { renderSVG } from "uqr";
import { base } from "../address.ts";
import type { Opened } from "../api-types.ts";
import { zoneWords } from "../days.ts";
import { useMe } from "../me.tsx";
import { useNames } from "../names.tsx";
import { useWhen } from "../report/when.ts";
import { useLang, useSay } from "../speech.tsx";
import { longDay } from "./facts-for.ts";
import { dispositionOf, fitting, summaryOf } from "./sheet-text.ts";
import "./sheet.css";

/** One page of paper: which report, by when, for whom, and room to sign. Black on white, and nobody's identity. */
export function Sheet({ opened }: { readonly opened: Opened }) {
  const t = useSay();
  const { lang } = useLang();
  const { me } = useMe();
  const names = useNames();
  const when = useWhen();
  const { report } = opened;
  const address = `${globalThis.location.origin}${base}/reports/${report.id}`;
  const given = dispositionOf(opened);
  const summary = summaryOf(opened);
  const shown = summary === undefined ? undefined : fitting(summary, 900);
  const note = given?.note === undefined ? undefined : fitting(given.note, 500);
  const day = (date: string): string => longDay(date, lang === "id" ? "id-ID" : "en-GB");
  const { area, address: where } = report.secret
    ? { area: report.place.area, address: undefined }
    : report.place;
  const known = (prefix: string, code: string): string => {
    const key = `${prefix}.${code}`;
    // Proof: asked just before whether it is one; these texts have no parameters.
    return isKey(key) ? t(key as "class.complaint") : code;
  };
  return (
    <article className="sheet" aria-label={`${t("answering.sheet")} ${report.trackingId}`}>
      <header>
        <div>
          <p className="house">{me.tenant.name}</p>
          <h1>{t("answering.sheet")}</h1>
          <p className="number">{report.trackingId}</p>
        </div>
        <figure>
          {/* Proof: uqr draws black and white squares; the address is encoded, never put in as markup. */}
          <div
            className="code"
            role="img"
            aria-label={address}
            dangerouslySetInnerHTML={{ __html: renderSVG(address, { border: 1 }) }}
          />
          <figcaption>{t("answering.sheetScan")}</figcaption>
        </figure>
      </header>
      <dl>
        <Row name={t("answering.sheetReceived")}>{when.moment(report.receivedAt)}</Row>
        <Row name={t("answering.sheetClass")}>
          {[
            ...(report.class === undefined ? [] : [known("class", report.class)]),
            ...(report.category === undefined ? [] : [names.category(report.category)]),
          ].join(" · ")}
        </Row>
        {report.urgency !== "normal" && (
          <Row name={t("answering.sheetUrgency")}>{known("urgency", report.urgency)}</Row>
        )}
        <Row name={t("answering.sheetPlace")}>
          {[
            ...(where === undefined ? [] : [where]),
            ...(area === undefined ? [] : [names.area(area)]),
          ].join(", ")}
        </Row>
        <Row name={t("answering.sheetSummary")}>
          {!report.secret && report.title !== undefined && <strong>{report.title}</strong>}
          {shown !== undefined && (
            <span className="words">
              {shown.text}
              {shown.isCut && ` ${t("answering.sheetCut")}`}
            </span>
          )}
          {report.secret && t("answering.sheetSecret")}
        </Row>
        <Row name={t("answering.sheetDeadlines")}>
          {report.clocks.slice(0, 4).map(({ name, date, zone, provisional }) => (
            <span key={name} className="line">
              {t(`clock.${name}`)}: <strong>{day(date)}</strong> ({zoneWords(zone)})
              {provisional && ` – ${t("answering.provisional")}`}
            </span>
          ))}
        </Row>
      </dl>
      <dl>
        <Row name={t("answering.sheetFrom")}>{me.tenant.name}</Row>
        <Row name={t("answering.sheetTo")}>
          {given === undefined ? (
            t("answering.sheetNotAssigned")
          ) : (
            <>
              <strong>{names.unit(given.unit)}</strong>
              <span className="line">{when.moment(given.at)}</span>
            </>
          )}
        </Row>
        {given !== undefined && given.supporting.length > 0 && (
          <Row name={t("answering.sheetSupporting")}>
            {given.supporting.map((code) => names.unit(code)).join(", ")}
          </Row>
        )}
        <Row name={t("answering.sheetNote")}>
          {note !== undefined && !report.secret && (
            <span className="words">
              {note.text}
              {note.isCut && ` ${t("answering.sheetCut")}`}
            </span>
          )}
          {/* Room for what is written by hand. */}
          <span className="rule" />
          <span className="rule" />
        </Row>
      </dl>
      <footer>
        {(["sheetAssignedBy", "sheetReceivedBy"] as const).map((who) => (
          <div key={who} className="signature">
            <p>{t(`answering.${who}`)}</p>
            <p className="hand">{t("answering.sheetSignature")}</p>
          </div>
        ))}
      </footer>
      <p className="printed">{t("answering.sheetPrinted", { at: when.moment(me.now) })}</p>
    </article>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
