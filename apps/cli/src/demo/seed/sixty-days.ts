import {
  calendarFor,
  dateIn,
  endOfDay,
  nationalCalendar,
  nthWorkingDayAfter,
  type WorkingCalendar,
  workingDaysBetween,
} from "@simpul/domain";
import { at, hub, type Story, takenUp, until } from "./story.ts";

/** The hub's zone, in which the sixty working days of a file are counted that was complete there. */
const zone = "Asia/Jakarta";

/** When the last of these deadlines passed that the watch is to find by itself after the start. RFC 3339, UTC. */
export function lastDeadline(now: Temporal.Instant): string {
  const calendar = calendarFor(nationalCalendar, { overlays: [] });
  return endOfDay(nthWorkingDayAfter(calendar, overdueSince(calendar, now), 60).date, zone);
}

/** On the way to the Ombudsman, by the working day that they have come to now: warned of, about to be handed over, there. */
export function sixtyDays(now: Temporal.Instant): Story[] {
  const calendar = calendarFor(nationalCalendar, { overlays: [] });
  const today = dateIn(zone, now);
  /** Received and complete in the office hours of the day, so many working days ago. */
  const onDay = (n: number): Pick<Story, "daysAgo"> =>
    began(
      now,
      completedOn(calendar, today, (date) => workingDaysBetween(calendar, date, today) >= n),
    );
  return [
    {
      ...onDay(39),
      channel: "portal",
      report: {
        title: "Sertifikat tanah belum keluar",
        text: "Berkas sertifikat lengkap lebih dari dua bulan, loket selalu menjawab masih di meja pimpinan.",
        category: "land",
        place: { area: "64.71.02" },
        contact: { name: "Yohanes Lingga", phone: "+628115550339" },
      },
      acts: [
        ...complete("64.71", "land", "Sertifikat tanah belum keluar"),
        ...takenUp("64.71", "dpmptsp"),
        at("64.71", 20, "respond", {
          kind: "initial",
          text: "Berkas kami telusuri bersama kantor pertanahan.",
        }),
      ],
    },
    {
      ...onDay(49),
      channel: "portal",
      report: {
        title: "Drainase pasar tersumbat",
        text: "Setiap hujan lorong ikan tergenang setinggi mata kaki dan pedagang pulang lebih awal.",
        category: "drainage",
        place: { area: "21.71.11", address: "Pasar Botania" },
        contact: { name: "Rina Hutapea", email: "rina.h@example.id" },
      },
      acts: [
        ...complete("21.71", "drainage", "Drainase Pasar Botania tersumbat"),
        ...takenUp("21.71", "dinas-pu"),
        at("21.71", 30, "respond", {
          kind: "plan",
          text: "Pengerukan dijadwalkan setelah anggaran perubahan disahkan.",
          date: dateIn(zone, now.add({ hours: 24 * 30 })),
        }),
      ],
    },
    {
      ...onDay(56),
      channel: "whatsapp",
      report: {
        title: "Upah tiga bulan tidak dibayar",
        text: "Kami 14 orang di gudang belum menerima upah tiga bulan, pengawas belum pernah datang.",
        category: "unpaid-wage",
        place: { area: "64.02.18" },
        anonymous: true,
        contact: { name: "Samsul", phone: "+628115550356" },
      },
      acts: [
        ...complete("64.02", "unpaid-wage", "Upah tiga bulan pekerja gudang tidak dibayar"),
        ...takenUp("64.02", "disnaker"),
      ],
    },
    {
      ...onDay(59),
      channel: "portal",
      report: {
        title: "Jembatan kampung putus",
        text: "Jembatan ke dusun kami hanyut, anak sekolah memutar 6 km dan belum ada jembatan darurat.",
        category: "bridge",
        place: { area: "34.04.13", roadStatus: "regency" },
        contact: { name: "Suharti", phone: "+628115550359" },
      },
      acts: [
        ...complete("34.04", "bridge", "Jembatan kampung hanyut, belum ada jembatan darurat"),
        ...takenUp("34.04", "dinas-pu"),
        at("34.04", 40, "respond", {
          kind: "interim",
          text: "Usulan jembatan darurat menunggu persetujuan.",
        }),
      ],
    },
    {
      ...began(now, overdueSince(calendar, now)),
      channel: "sms",
      report: {
        title: "Air bersih mati berbulan-bulan",
        text: "Air PDAM di RT 12 tidak mengalir berbulan-bulan, tagihan tetap datang setiap bulan.",
        category: "water",
        place: { area: "64.71.05", address: "RT 12" },
        contact: { name: "Hj. Rahmah", phone: "+628115550360" },
      },
      acts: [
        ...complete("64.71", "water", "Air bersih RT 12 tidak mengalir"),
        ...takenUp("64.71", "perumda-air"),
        at("64.71", 24, "respond", { kind: "initial", text: "Tim teknik memeriksa jaringan." }),
      ],
    },
    handedOver(calendar, now),
  ];
}

/** The day of a file whose sixtieth working day is the last one before today: its deadline is over, and nobody looked yet. */
function overdueSince(calendar: WorkingCalendar, now: Temporal.Instant): string {
  const today = dateIn(zone, now);
  return completedOn(
    calendar,
    today,
    (date) => nthWorkingDayAfter(calendar, date, 60).date < today,
  );
}

/** The Ombudsman's office has had it for a few days, under its own number. */
function handedOver(calendar: WorkingCalendar, now: Temporal.Instant): Story {
  const today = dateIn(zone, now);
  const day = completedOn(
    calendar,
    today,
    (date) => nthWorkingDayAfter(calendar, date, 66).date < today,
  );
  const verified = officeHour(day).add({ hours: 1 });
  // One working day after the deadline the hub waits for nobody any more.
  const handover = officeHour(nthWorkingDayAfter(calendar, day, 62).date);
  const takenUpAfter = 11;
  return {
    ...began(now, day),
    channel: "portal",
    report: {
      title: "Izin mendirikan bangunan ditahan",
      text: "Persetujuan bangunan rumah kami tidak terbit tanpa penjelasan, petugas meminta kami menunggu saja.",
      category: "building-permit",
      place: { area: "64.71.01" },
      contact: { name: "Andreas Tandi", email: "andreas.t@example.id" },
    },
    acts: [
      ...complete("64.71", "building-permit", "Persetujuan bangunan gedung tidak terbit"),
      ...takenUp("64.71", "dpmptsp"),
      until("referred", verified.until(handover).total("hours") - takenUpAfter),
      at("ombudsman", 26, "register", { number: `0187/LM/${day.slice(0, 4)}/BPN` }),
    ],
  };
}

const complete = (tenant: string, category: string, title: string) => [
  hub(1, "verify", {
    class: "complaint",
    category,
    title,
    supervisory: true,
    maladministration: ["undueDelay"],
  }),
  hub(1, "forward", { tenant }),
];

const officeHour = (date: string): Temporal.Instant =>
  Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: "09:00" }).toInstant();

const began = (now: Temporal.Instant, date: string): Pick<Story, "daysAgo"> => ({
  daysAgo: officeHour(date).until(now).total("hours") / 24,
});

/** The latest working day before today of which it is true. */
function completedOn(
  calendar: WorkingCalendar,
  today: string,
  isLongEnough: (date: string) => boolean,
): string {
  for (let day = Temporal.PlainDate.from(today); ; day = day.subtract({ days: 1 })) {
    const date = day.toString();
    if (calendar.isWorkingDay(date) && isLongEnough(date)) return date;
  }
}
