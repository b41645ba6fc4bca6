import { Box } from "@mantine/core";
import { useEffect, useState } from "react";
import { base } from "../address.ts";
import { useMe } from "../me.tsx";
import { useSay } from "../speech.tsx";
import { queries } from "../trpc.ts";
import { touches } from "./hints.ts";
import { listen } from "./stream.ts";
import { Told } from "./told.ts";

/** A line that breaks for a moment is nobody's news. */
const patienceMs = 3000;
const againMs = 4000;

/** Keeps what is on the screen as it is on the server, and says where it cannot. */
export function Live() {
  const t = useSay();
  const { place } = useMe().me;
  // What was read first is what the stream goes on from; it knows better afterwards.
  const [from] = useState(place);
  const [isBroken, setBroken] = useState(false);
  const line = useLine(isBroken);

  useEffect(() => {
    const told = new Told({
      read: (hint) =>
        void queries.invalidateQueries({
          predicate: ({ queryKey, state: { data } }) => touches(hint, { queryKey, data }),
        }),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      now: () => performance.now(),
    });
    const stop = listen(`${base}/events`, from, {
      hear: (hint) => told.hear(hint),
      ended: () => void queries.invalidateQueries({ queryKey: ["session"] }),
      stands: (is) => setBroken(!is),
    });
    return () => {
      stop();
      told.close();
    };
  }, [from]);

  return (
    <Box role="status" aria-live="polite" className="line" data-line={line}>
      {line === "broken" && t("live.broken")}
      {line === "again" && t("live.again")}
    </Box>
  );
}

/** What the strip says: nothing as long as all is well, and that all is well again for a moment only. */
function useLine(isBroken: boolean): "quiet" | "broken" | "again" {
  const [line, setLine] = useState<"quiet" | "broken" | "again">("quiet");
  useEffect(() => {
    const timer = setTimeout(
      () => setLine((was) => (isBroken ? "broken" : was === "broken" ? "again" : was)),
      isBroken && navigator.onLine ? patienceMs : 0,
    );
    return () => clearTimeout(timer);
  }, [isBroken]);
  useEffect(() => {
    if (line !== "again") return undefined;
    const timer = setTimeout(() => setLine("quiet"), againMs);
    return () => clearTimeout(timer);
  }, [line]);
  return line;
}
