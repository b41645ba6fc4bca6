import { Anchor, Group, Image, Text, Title } from "@mantine/core";
import { files } from "../address.ts";
import type { Opened } from "../api-types.ts";
import { useSay } from "../speech.tsx";

type File = Opened["report"]["attachments"][number];

/** The files of the reporter, each with what is known of it. They open in a tab of their own. */
export function Files({ opened }: { readonly opened: Opened }) {
  const t = useSay();
  const { report, acts } = opened;
  if (report.attachments.length === 0) return null;
  return (
    <section aria-labelledby="files-head">
      <Title order={3} size="h4" id="files-head">
        {t("reportPage.files")} ({report.attachments.length})
      </Title>
      <ul className="files">
        {report.attachments.map((file, index) => (
          <li key={file.hash}>
            <FileLine
              report={report.id}
              file={file}
              number={index + 1}
              hasOriginal={acts.includes("export")}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Files that came with a step, by hash: what is known of them is known of the report's own alone. */
export function Attached({
  opened: { report },
  hashes,
}: {
  readonly opened: Opened;
  readonly hashes: readonly string[];
}) {
  const t = useSay();
  return (
    <Group gap="sm">
      {hashes.map((hash, index) => (
        <Anchor
          key={hash}
          size="sm"
          href={`${files}/reports/${report.id}/attachments/${hash}`}
          target="_blank"
          rel="noopener"
        >
          {report.attachments.find((file) => file.hash === hash)?.name ??
            t("reportPage.file.unnamed", { number: index + 1 })}
        </Anchor>
      ))}
    </Group>
  );
}

function FileLine({
  report,
  file,
  number,
  hasOriginal,
}: {
  readonly report: string;
  readonly file: File;
  readonly number: number;
  readonly hasOriginal: boolean;
}) {
  const t = useSay();
  const at = `${files}/reports/${report}/attachments/${file.hash}`;
  const name = file.name ?? t("reportPage.file.unnamed", { number });
  const state = file.check === undefined ? "elsewhere" : file.check;
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      {file.thumbnail === true && file.available && (
        <a href={at} target="_blank" rel="noopener" aria-label={name}>
          <Image
            src={`${at}/thumbnail`}
            alt=""
            w={96}
            h={72}
            fit="cover"
            radius="sm"
            loading="lazy"
          />
        </a>
      )}
      <div className="break">
        {file.available ? (
          <Anchor href={at} target="_blank" rel="noopener">
            {name}
          </Anchor>
        ) : (
          <Text>{name}</Text>
        )}
        <Text size="xs" c={state === "infected" ? "red" : "dimmed"}>
          {file.type} · {size(file.size)} · {t(`reportPage.file.${state}`)}
        </Text>
        {hasOriginal && file.available && (
          <Anchor
            size="xs"
            href={`${files}/reports/${report}/originals/${file.hash}`}
            target="_blank"
            rel="noopener"
          >
            {t("reportPage.file.original")}
          </Anchor>
        )}
      </div>
    </Group>
  );
}

const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
