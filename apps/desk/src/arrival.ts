import { useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

/**
 * A new screen is told to who does not see it: its name is the page's title, and its heading has the focus. The first screen
 * of a page is where the reader already is.
 * @param title what stands behind the screen's own name
 */
export function useArrival(title: string): void {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    const heading = document.querySelector<HTMLElement>("#work h1");
    const isNew = before.current !== undefined && before.current !== path;
    before.current = path;
    if (heading === null) return watchFor(title, isNew);
    arrive(heading, title, isNew);
    return undefined;
  }, [path, title]);
}

/** A screen that is loaded, or reads first, has its heading a little later. */
function watchFor(title: string, isNew: boolean): () => void {
  const work = document.getElementById("work");
  if (work === null) return () => {};
  const watch = new MutationObserver(() => {
    const heading = document.querySelector<HTMLElement>("#work h1");
    if (heading === null) return;
    watch.disconnect();
    arrive(heading, title, isNew);
  });
  watch.observe(work, { childList: true, subtree: true });
  return () => watch.disconnect();
}

function arrive(heading: HTMLElement, title: string, isNew: boolean): void {
  document.title = [heading.textContent.trim(), title].filter((each) => each !== "").join(" · ");
  const isBusy = document.activeElement?.closest("#work") !== null;
  if (!isNew || isBusy) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
