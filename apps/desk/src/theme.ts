import { createTheme, rem } from "@mantine/core";

/** Calm, dense and legible: one blue for what can be done, grey for the rest, red for what is late. */
export const theme = createTheme({
  fontFamily: "'Source Sans 3 Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', monospace",
  fontSizes: { xs: rem(13), sm: rem(15), md: rem(16), lg: rem(18), xl: rem(21) },
  lineHeights: { xs: "1.35", sm: "1.4", md: "1.5", lg: "1.5", xl: "1.4" },
  primaryColor: "tide",
  primaryShade: { light: 7, dark: 5 },
  defaultRadius: "sm",
  cursorType: "pointer",
  autoContrast: true,
  colors: {
    tide: [
      "#eaf4f8",
      "#d6e7ef",
      "#aacfe0",
      "#7ab5d0",
      "#539fc2",
      "#3a91ba",
      "#2a89b6",
      "#0f6a94",
      "#0a5f87",
      "#004c70",
    ],
  },
  components: {
    // Choosing once more what is chosen keeps it; what may be left empty has a button that empties it. Whoever comes by with Tab, or
    // opens a form that begins with a choice, is not shown its options before asking for them.
    Select: { defaultProps: { allowDeselect: false, openOnFocus: false } },
    MultiSelect: { defaultProps: { openOnFocus: false } },
    // What describes a choice may hold a list, which a paragraph may not.
    InputDescription: { defaultProps: { component: "div" } },
    // Orange on pale orange is not legible.
    Alert: { styles: { label: { color: "var(--mantine-color-text)" } } },
  },
  headings: { fontWeight: "650", sizes: { h1: { fontSize: rem(26) }, h2: { fontSize: rem(20) } } },
});
