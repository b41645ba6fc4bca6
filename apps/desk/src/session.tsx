import { Anchor, Center, Loader, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { closeActs } from "./acting/pending-store.ts";
import { tenant } from "./address.ts";
import { auth } from "./auth.ts";
import type { Answer, Session } from "./auth.ts";
import { Door } from "./parts/door.tsx";
import { Refused } from "./parts/refused.tsx";
import { ByToken } from "./screens/by-token.tsx";
import { SecondFactor } from "./screens/second-factor.tsx";
import { SignIn } from "./screens/sign-in.tsx";
import { useSay } from "./speech.tsx";
import { linkPage } from "./token.ts";
import { queries } from "./trpc.ts";

interface Here extends Session {
  /** Signed out, or a session that ended: nothing that was read stays in this tab. */
  ended(): Promise<void>;
}

const Current = createContext<Here | undefined>(undefined);

export function useSession(): Here {
  const session = useContext(Current);
  if (session === undefined) throw new Error("nobody is signed in here");
  return session;
}

/** Whoever was here went, by themselves or by the clock: what was read and what was asked for is not the next one's. */
function useLeaving(person: string | undefined): void {
  const before = useRef<string>(undefined);
  useEffect(() => {
    if (person === undefined) return;
    const was = before.current ?? person;
    before.current = person;
    if (person !== "nobody" && was === person) return;
    // Who comes finds nothing: it was taken away when the one before went. What they themselves ask for by now must stay.
    if (was === "nobody" && person !== "nobody") return;
    closeActs();
    queries.removeQueries({ predicate: ({ queryKey: [first] }) => first !== "session" });
    // Another tab let somebody else in: what this one shows is not theirs.
    if (person !== "nobody") globalThis.location.reload();
  }, [person]);
}

const isComplete = (answer: Answer<Session | null> | undefined): boolean =>
  answer?.outcome === "done" &&
  (answer.value?.secondFactor === "none" || answer.value?.secondFactor === "proved");

/** Whoever is signed in at this desk sees what is inside; everybody else the door. */
export function SignedIn({ children }: { readonly children: ReactNode }) {
  const asked = useQuery({
    queryKey: ["session"],
    queryFn: () => auth<Session | null>("/get-session"),
    // The server ends a session after half an hour of silence: the tab notices by itself.
    refetchInterval: 60_000,
  });
  const person =
    asked.data?.outcome === "done" ? (asked.data.value?.user.id ?? "nobody") : undefined;
  useLeaving(person);
  const entered = async (): Promise<unknown> => {
    const answer = await asked.refetch();
    // A mail's link is no place to stay at; a second factor that is still to be set up is.
    if (linkPage !== undefined && (linkPage !== "second-factor" || isComplete(answer.data)))
      globalThis.location.replace("/desk");
    return answer;
  };
  const ended = async (): Promise<void> => {
    queries.clear();
    await asked.refetch();
  };
  if (linkPage !== undefined && linkPage !== "second-factor")
    return <ByToken page={linkPage} entered={entered} />;
  if (asked.data === undefined) return <Waiting />;
  if (asked.data.outcome === "refused") return <Closed refusal={asked.data} />;
  const session = asked.data.value;
  if (session === null) return <SignIn entered={entered} />;
  const { secondFactor } = session;
  if (secondFactor === "due" || secondFactor === "missing")
    return <SecondFactor standing={secondFactor} entered={entered} />;
  const here = tenant ?? session.desk;
  const isHere = session.roles.some((role) => role.tenant === here);
  if (!isHere) return <Elsewhere session={session} />;
  return <Current.Provider value={{ ...session, ended }}>{children}</Current.Provider>;
}

function Waiting() {
  return (
    <Center h="60vh" aria-busy="true">
      <Loader />
    </Center>
  );
}

function Closed({ refusal }: { readonly refusal: Parameters<typeof Refused>[0]["refusal"] }) {
  const t = useSay();
  return (
    <Door title={t("desk.title")}>
      <Refused refusal={refusal} />
    </Door>
  );
}

/** Somebody with roles at several desks of one deployment chooses; with none at this one they are told. */
function Elsewhere({ session }: { readonly session: Session }) {
  const t = useSay();
  const desks = [...new Set(session.roles.map((role) => role.tenant))];
  const [only] = desks;
  const isChosen = tenant === undefined && session.desk === null && desks.length === 1;
  // Where a mail's link led to is nobody's desk yet; with one role there is nothing to choose.
  if (isChosen && only !== undefined) {
    globalThis.location.replace(`/desk/t/${only}`);
    return <Waiting />;
  }
  return (
    <Door title={t("desk.title")}>
      <Stack>
        {tenant !== undefined && <Text>{t("desk.noRole")}</Text>}
        {desks.length === 0 && tenant === undefined && <Text>{t("desk.noRole")}</Text>}
        {desks.map((code) => (
          <Anchor key={code} href={`/desk/t/${code}`}>
            {t("desk.goTo", { tenant: code })}
          </Anchor>
        ))}
      </Stack>
    </Door>
  );
}
