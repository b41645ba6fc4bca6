import { calendarFor, type CalendarDocument, decreedUntil } from "@simpul/domain";
import { inForce } from "../in-force.ts";
import { due, type Finding, ok, unknown, wrong } from "./finding.ts";

/** The joint decree for a year is signed in the autumn before it. */
const decreeMonth = 10;

/** Whether the calendar in force is readable, and knows the years that deadlines of today may touch. */
export async function examineCalendar(envFile: string | undefined): Promise<Finding> {
  const { document, published, instead } = await inForce("calendar", envFile);
  if (instead?.because === "noAnswer") return unknown("calendar", "needs the database");
  if (instead?.because === "unreadable")
    return wrong("calendar", instead.says, "upgrade to the hub's version of the software");
  return coverage(document, published, Temporal.Now.plainDateISO("Asia/Jakarta"));
}

/** @param published the hub's number of it, 0 for what came with the software */
export function coverage(
  document: CalendarDocument,
  published: number,
  today: Temporal.PlainDate,
): Finding {
  const whence = published > 0 ? `version ${published}` : "as it came with the software";
  const until = decreedUntil(calendarFor(document), today.year);
  const said = `${document.version}, ${whence}, `;
  const wanted = today.month >= decreeMonth ? today.year + 1 : today.year;
  if (until >= wanted) return ok("calendar", `${said}decrees up to ${until}`);
  return due(
    "calendar",
    `${said}no decree for ${until + 1}: deadlines that touch it are provisional`,
    `at the hub, once the decree is out: simpul calendar import FILE`,
  );
}
