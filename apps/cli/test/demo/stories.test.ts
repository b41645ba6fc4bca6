import { receiveInput, verbs } from "@simpul/casework";
import { nationalCategories } from "@simpul/domain";
import { describe, expect, test } from "vitest";
import { playerOf } from "../../src/demo/cast.ts";
import { storiesOn } from "../../src/demo/seed/stories.ts";
import { isPassing } from "../../src/demo/seed/story.ts";

const now = Temporal.Instant.from("2026-11-22T02:30:00Z");
const stories = storiesOn(now);

describe("the demo's stories", () => {
  test.each(
    stories.map((story) => [story.report.title ?? story.report.text.slice(0, 40), story] as const),
  )("%s", (_, story) => {
    expect(receiveInput.safeParse(story.report).error).toBeUndefined();
    const { category } = story.report;
    if (category !== undefined)
      expect(nationalCategories.map(({ code }) => code)).toContain(category);
    for (const step of story.acts) {
      if (isPassing(step)) continue;
      const { who, verb, input } = step;
      expect(verbs[verb].input.safeParse(input).error, `${who} ${verb}`).toBeUndefined();
      if (who !== "reporter") expect(playerOf(who).tenants.map(({ code }) => code)).toContain(who);
    }
    const hours = story.acts.reduce((sum, act) => sum + act.hours, 0);
    expect(hours, "no act lies in the future").toBeLessThan(story.daysAgo * 24);
  });

  test("are about forty, some secret, some anonymous, some whistleblowing", () => {
    expect(stories.length).toBeGreaterThanOrEqual(40);
    expect(stories.filter(({ report }) => report.anonymous).length).toBeGreaterThanOrEqual(3);
    expect(stories.filter(({ report }) => report.secret).length).toBeGreaterThanOrEqual(2);
    expect(
      stories.filter(({ report }) => report.class === "whistleblowing").length,
    ).toBeGreaterThanOrEqual(2);
  });
});
