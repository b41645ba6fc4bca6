import { citizenServices } from "./citizen-services.ts";
import { conductAndAid } from "./conduct-and-aid.ts";
import { publicWorks } from "./public-works.ts";
import type { Story } from "./story.ts";

/** The demo's reports: invented people, ordinary matters. */
export const stories: readonly Story[] = [...publicWorks, ...citizenServices, ...conductAndAid];
