import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { onTakenBack } from "../acting/pending-store.ts";
import { codeOf } from "../failed.ts";
import { useMe } from "../me.tsx";
import { api, client } from "../trpc.ts";
import { saidOf } from "./answer-of.ts";
import type { Answer } from "./answer-of.ts";
import { reconcile, same } from "./draft.ts";
import type { Draft, Reconciled, Said } from "./draft.ts";
import { keepLocal, localOf } from "./local-drafts.ts";

let account = "";
/** An answer that was taken back is a draft again; the server's own is the same, if it reached it. */
onTakenBack(({ verb, report, input }) => {
  if (verb !== "respond" || account === "") return;
  // Proof: the act's verb names what its input is; the editor made it.
  keepLocal(account, report, { said: saidOf(input as Answer), base: 0, isNew: true });
});

/** `tab`: neither with the server nor on this device, which keeps nothing. */
type Keeping = "none" | "saved" | "saving" | "local" | "tab";

/** What is undefined is taken out. */
type Change = { readonly [F in keyof Said]?: Said[F] | undefined };

export interface DraftInHand {
  readonly said: Said;
  readonly keeping: Keeping;
  /** What another device wrote: nothing is sent until somebody chose. */
  readonly other: Said | undefined;
  /** Files that the draft names and that are still there. */
  readonly files: Draft["files"];
  /** How many it named that are not. */
  readonly gone: number;
  change(next: Change): void;
  /** In the place of both. */
  settle(said: Said): void;
  /** All of it is with the server now, as far as it can be reached. */
  flush(): Promise<void>;
  /** It is an act now: the server keeps it until that is done, and this device with the act. */
  handOver(): void;
  discard(): Promise<void>;
}

/** Uploads wait for a month. */
function standing(said: Said, files: Draft["files"]): Said {
  const isThere = (id: string): boolean => files.some((file) => file.id === id);
  const attachments = said.attachments.filter(isThere);
  const { onBehalf } = said;
  if (onBehalf?.scan === undefined || isThere(onBehalf.scan)) return { ...said, attachments };
  const { unit, dated } = onBehalf;
  return { ...said, attachments, onBehalf: { unit, dated } };
}

const quiet = 1200;
const later = 10_000;

/**
 * An answer that is being written: kept on this device with every letter and by the server a moment later, so that closing
 * the browser, a dropped network and another device lose nothing.
 * @returns undefined until it is known what there is
 */
export function useDraft(report: string): DraftInHand | undefined {
  account = useMe().me.id;
  const asked = useQuery(
    api.drafts.get.queryOptions({ report }, { staleTime: Infinity, gcTime: 0, retry: false }),
  );
  const [current, setCurrent] = useState<Reconciled>();
  const [keeping, setKeeping] = useState<Keeping>("none");
  const [gone, setGone] = useState(0);
  const held = useRef<Reconciled>(undefined);
  const here = useRef<"local" | "tab">("local");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<void>>(undefined);
  const isOver = useRef<"open" | "closed" | "handedOver">("open");

  const hold = useCallback(
    (next: Reconciled) => {
      held.current = next;
      setCurrent(next);
      if (isOver.current === "handedOver") return;
      here.current = keepLocal(account, report, {
        said: next.said,
        base: next.base,
        isNew: next.isNew,
      })
        ? "local"
        : "tab";
    },
    [report],
  );

  const save = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    await running.current;
    const sent = held.current;
    if (sent === undefined || !sent.isNew || sent.other !== undefined) return;
    setKeeping("saving");
    running.current = client.drafts.save
      .mutate({ report, base: sent.base, said: sent.said })
      .then((answer) => {
        const now = held.current ?? sent;
        if (answer.outcome === "saved") {
          const isNew = !same(now.said, sent.said);
          hold({ ...now, base: answer.version, isNew });
          setKeeping(isNew ? "saving" : "saved");
        } else {
          // Another device was faster, or it was published there: what is typed here stays.
          const met = reconcile({ said: now.said, base: sent.base, isNew: true }, answer.there);
          hold(met);
          setKeeping(met.isNew ? here.current : "saved");
        }
      })
      .catch((error: unknown) => {
        setKeeping(here.current);
        if (codeOf(error) === "offline" && isOver.current === "open")
          timer.current = setTimeout(() => void save(), later);
      })
      .finally(() => {
        running.current = undefined;
      });
    await running.current;
  }, [hold, report]);

  useEffect(() => {
    if (held.current !== undefined || asked.isPending) return;
    const there = asked.data ?? null;
    const found = reconcile(localOf(account, report), there);
    const isTheirs = !found.isNew && there !== null;
    const met = isTheirs ? { ...found, said: standing(found.said, there.files) } : found;
    setGone(found.said.attachments.length - met.said.attachments.length);
    hold(met);
    setKeeping(met.isNew ? here.current : met.base > 0 ? "saved" : "none");
    if (met.isNew) void save();
  }, [asked.data, asked.isPending, hold, report, save]);

  useEffect(() => {
    const again = (): void => void save();
    isOver.current = "open";
    globalThis.addEventListener("online", again);
    return () => {
      globalThis.removeEventListener("online", again);
      if (isOver.current === "open") {
        isOver.current = "closed";
        again();
      }
    };
  }, [save]);

  if (current === undefined) return undefined;
  const put = (said: Said, other: Said | undefined): void => {
    const { base = 0 } = held.current ?? {};
    hold({ said, base, isNew: true, ...(other === undefined ? {} : { other }) });
    setKeeping("saving");
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), quiet);
  };
  return {
    said: current.said,
    keeping,
    other: current.other,
    files: asked.data?.files ?? [],
    gone,
    change: (next) => {
      const merged = { ...(held.current ?? current).said, ...next };
      // Proof: only what is undefined is left out, and text and files are never given so.
      const said = Object.fromEntries(
        Object.entries(merged).filter(([, value]) => value !== undefined),
      ) as Said;
      put(said, held.current?.other);
    },
    settle: (said) => put(said, undefined),
    flush: save,
    handOver: () => {
      void save();
      isOver.current = "handedOver";
      keepLocal(account, report, undefined);
    },
    discard: async () => {
      clearTimeout(timer.current);
      await running.current;
      hold({ said: { text: "", attachments: [] }, base: 0, isNew: false });
      setKeeping("none");
      await client.drafts.remove.mutate({ report }).catch(() => undefined);
    },
  };
}
