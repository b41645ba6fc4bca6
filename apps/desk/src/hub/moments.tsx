import { useMe } from "../me.tsx";
import { momentWords } from "../days.ts";
import { useLang } from "../speech.tsx";

const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A moment as how long ago it was; exactly, in the desk's zone, for who asks. @param now the server's, RFC 3339 */
export function Ago({ at, now }: { readonly at: string; readonly now: string }) {
  const { lang } = useLang();
  const { me } = useMe();
  const seconds = Math.round((Date.parse(at) - Date.parse(now)) / 1000);
  const [unit, size] =
    units.find(([, each]) => Math.abs(seconds) >= each) ?? (["second", 1] as const);
  const words = new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(
    Math.trunc(seconds / size),
    unit,
  );
  return (
    <time dateTime={at} title={momentWords(lang, at, me.tenant.zone)}>
      {words}
    </time>
  );
}

/** A moment in the desk's zone, with its name. */
export function Moment({ at }: { readonly at: string }) {
  const { lang } = useLang();
  const { me } = useMe();
  return <time dateTime={at}>{momentWords(lang, at, me.tenant.zone)}</time>;
}
