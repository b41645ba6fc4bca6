import { aDaysWork } from "./a-days-work.ts";
import { citizenServices } from "./citizen-services.ts";
import { conductAndAid } from "./conduct-and-aid.ts";
import { publicWorks } from "./public-works.ts";
import { sixtyDays } from "./sixty-days.ts";
import type { Story } from "./story.ts";

/** The demo's reports as they stand at this moment: invented people, ordinary matters. */
export const storiesOn = (now: Temporal.Instant): readonly Story[] => [
  ...publicWorks,
  ...citizenServices,
  ...conductAndAid,
  ...aDaysWork,
  ...sixtyDays(now),
];
