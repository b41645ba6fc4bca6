import { memo } from "react";
import type { Row } from "../api-types.ts";
import { shortMoment } from "../days.ts";
import type { Names } from "../names.tsx";
import { Deadline } from "../parts/deadline.tsx";
import { useLang, useSay } from "../speech.tsx";

/** Pixels; all rows are as high, so that ten thousand of them scroll without being measured. */
export const rowHeight = { wide: 84, narrow: 108 };

export interface RowProps {
  readonly row: Row;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  /** It is the one that keys act on. */
  readonly isCurrent: boolean;
  /** The one row of the grid that Tab leads to. */
  readonly isEntry: boolean;
  /** undefined where nothing can be done with several. */
  readonly isMarked: boolean | undefined;
  readonly zone: string;
  readonly now: string;
  readonly href: string;
  /** Read once for all rows. */
  readonly names: Names;
  /** This desk's tenant: that a report is here needs no saying. */
  readonly own: string;
  onOpen(id: string): void;
  onMark(id: string, upTo: boolean): void;
}

/** One report of a list: what it is about, by when, where it is. */
export const WorkRow = memo(function WorkRow(props: RowProps) {
  const { row, index, top, height, isCurrent, isEntry, isMarked, href, onOpen, onMark } = props;
  const t = useSay();
  const said = row.title ?? row.excerpt;
  const { category } = row;
  // Rows whose words are hidden are told apart by what they are about.
  const hidden =
    category === undefined
      ? t("list.hidden")
      : `${props.names.category(category)} · ${t("list.hidden")}`;
  return (
    <div
      role="row"
      id={`row-${row.id}`}
      aria-rowindex={index + 1}
      aria-selected={isCurrent}
      tabIndex={isEntry ? 0 : -1}
      className="work-row"
      data-marked={isMarked === true || undefined}
      style={{ height, transform: `translateY(${top}px)` }}
      onClick={(event) => {
        // A link that is opened elsewhere stays a link.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(row.id);
      }}
    >
      {isMarked !== undefined && (
        <div role="gridcell" className="work-mark">
          <input
            type="checkbox"
            tabIndex={-1}
            checked={isMarked}
            aria-label={t("list.mark", { number: row.trackingId })}
            onClick={(event) => {
              event.stopPropagation();
              onMark(row.id, event.shiftKey);
            }}
            // The click before it knows of Shift.
            onChange={() => {}}
          />
        </div>
      )}
      <div role="gridcell" className="work-cell">
        <div className="work-line">
          <a
            className="work-title"
            href={href}
            tabIndex={-1}
            data-silent={said === undefined || undefined}
          >
            {said ?? hidden}
          </a>
          <Deadline clocks={row.clocks} plain />
        </div>
        <Facts {...props} />
      </div>
    </div>
  );
});

function Facts({ row, zone, now, names, own }: RowProps) {
  const t = useSay();
  const { lang } = useLang();
  const { place, category, institution, unit, inCharge } = row;
  const where = [
    ...(place.area === undefined ? [] : [names.area(place.area)]),
    ...(category === undefined ? [] : [names.category(category)]),
  ];
  const who = [
    ...(institution === undefined || institution === own ? [] : [names.tenant(institution)]),
    // Units of others are known by their codes alone.
    ...(unit === undefined || (institution ?? own) !== own ? [] : [names.unit(unit)]),
    ...(inCharge === undefined ? [] : [inCharge.name]),
    ...(row.proposedTenant === undefined
      ? []
      : [t("list.proposes", { tenant: names.tenant(row.proposedTenant) })]),
  ];
  // Where nobody has it yet, how it begins says more.
  const begins = who.length === 0 && row.title !== undefined ? row.excerpt : undefined;
  return (
    <>
      <div className="work-line work-aside">
        <span className="work-cut">
          <span className="work-number">{row.trackingId}</span>
          {where.map((each) => ` · ${each}`)}
        </span>
        <time dateTime={row.receivedAt}>{shortMoment(lang, row.receivedAt, zone, now)}</time>
      </div>
      <div className="work-line work-aside">
        <span className="work-cut">
          <strong>{t(`state.${row.state}`)}</strong>
          {who.map((each) => ` · ${each}`)}
          {begins !== undefined && ` · ${begins}`}
        </span>
        <span className="work-flags">
          {row.hops > 0 && (
            <span className="work-flag">
              {row.hops === 1 ? t("list.returnedOnce") : t("list.returnedBy", { n: row.hops })}
            </span>
          )}
          {flagsOf(row).map((flag) => (
            <span key={flag} className="work-flag" data-flag={flag}>
              {flag === "emergency" || flag === "high"
                ? t(`urgency.${flag}`)
                : flag === "whistleblowing"
                  ? t(`class.${flag}`)
                  : t(`list.flag.${flag}`)}
            </span>
          ))}
        </span>
      </div>
    </>
  );
}

/** What an officer has to know of a report before they open it. */
function flagsOf(row: Row) {
  return [
    ...(row.urgency === "emergency" ? (["emergency"] as const) : []),
    ...(row.urgency === "high" ? (["high"] as const) : []),
    ...(row.class === "whistleblowing" ? (["whistleblowing"] as const) : []),
    ...(row.secret ? (["secret"] as const) : []),
    ...(row.anonymous ? (["anonymous"] as const) : []),
    ...(row.supervisory ? (["supervisory"] as const) : []),
    ...(row.adjudicated ? (["adjudicated"] as const) : []),
  ];
}
