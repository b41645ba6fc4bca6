import { MantineThemeProvider } from "@mantine/core";
import { useMemo } from "react";
import type { ReactNode } from "react";
import { useSay } from "../speech.tsx";

/** Buttons of Mantine that are a sign and no word have a name in the reader's language. */
export function Named({ children }: { readonly children: ReactNode }) {
  const t = useSay();
  const theme = useMemo(() => {
    const closeButtonProps = { "aria-label": t("reportPage.close") };
    return { components: { Modal: { defaultProps: { closeButtonProps } } } };
  }, [t]);
  return <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>;
}
