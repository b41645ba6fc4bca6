import { MantineThemeProvider } from "@mantine/core";
import { useMemo } from "react";
import type { ReactNode } from "react";
import { useSay } from "../speech.tsx";

/**
 * What of Mantine says nothing to a screen reader by itself: buttons that are a sign and no word have a name in the reader's
 * language, and a menu holds nothing but its items.
 */
export function Named({ children }: { readonly children: ReactNode }) {
  const t = useSay();
  const theme = useMemo(() => {
    const closeButtonProps = { "aria-label": t("reportPage.close") };
    const closable = { defaultProps: { closeButtonProps } };
    const Menu = { defaultProps: { withInitialFocusPlaceholder: false } };
    return { components: { Modal: closable, Notification: closable, Menu } };
  }, [t]);
  return <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>;
}
