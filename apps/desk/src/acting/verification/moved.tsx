import { Alert } from "@mantine/core";
import { useSay } from "../../speech.tsx";

/** Says that the report is not the one that the form was opened upon. */
export function Moved({ isOther }: { readonly isOther: boolean }) {
  const t = useSay();
  return (
    <div role="status">
      {isOther && (
        <Alert color="orange" variant="light">
          {t("verifying.changed")}
        </Alert>
      )}
    </div>
  );
}
