import { Button } from "@mantine/core";
import { useLayoutEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { useSay } from "../speech.tsx";

/** Lines that are shown of a text at first (report.css says the same); a form that is open shows all of it. */
const shownLines = 12;

/** A text of any length: what goes beyond a dozen lines is folded, and one click away. */
export function LongText({
  says,
  children,
}: {
  /** What the text is, for who does not see it. */
  readonly says: string;
  readonly children: ReactNode;
}) {
  const t = useSay();
  const box = useRef<HTMLDivElement>(null);
  const [isLong, setLong] = useState(false);
  const [isOpen, open] = useState(false);
  useLayoutEffect(() => {
    const measured = box.current;
    if (measured === null) return undefined;
    const measure = (): void => {
      const line = Number.parseFloat(getComputedStyle(measured).lineHeight);
      // One line more is shown rather than folded.
      setLong(measured.scrollHeight > line * (shownLines + 1.5));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    for (const child of measured.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return (
    <>
      <div
        ref={box}
        className="long-text"
        data-folded={(isLong && !isOpen) || undefined}
        // What scrolls beside a form is reached by keys too.
        {...(isLong ? { tabIndex: 0, role: "group", "aria-label": says } : {})}
      >
        {children}
      </div>
      {isLong && (
        <Button
          className="long-text-more"
          variant="subtle"
          size="compact-sm"
          aria-expanded={isOpen}
          onClick={() => open(!isOpen)}
        >
          {t(isOpen ? "reportPage.wordsLess" : "reportPage.wordsAll")}
        </Button>
      )}
    </>
  );
}
