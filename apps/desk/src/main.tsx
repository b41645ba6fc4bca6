import "@fontsource-variable/source-sans-3";
import "@mantine/core/styles.css";
import "./desk.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { AtDesk } from "./me.tsx";
import { Keys } from "./work/keys.tsx";
import { Named } from "./parts/named.tsx";
import { router } from "./router.tsx";
import { SignedIn } from "./session.tsx";
import { Speaking } from "./speech.tsx";
import { theme } from "./theme.ts";
import { queries } from "./trpc.ts";

const place = document.getElementById("desk");
if (place === null) throw new Error("the page has no place for the desk");

/** Styles that are made while the page runs carry the nonce of its answer. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
// The lock of a page's scroll behind a dialog asks for it under this name (get-nonce).
Object.assign(globalThis, { __webpack_nonce__: nonce });

createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <QueryClientProvider client={queries}>
        <Speaking>
          <Named>
            <SignedIn>
              <AtDesk>
                <Keys>
                  <RouterProvider router={router} />
                </Keys>
              </AtDesk>
            </SignedIn>
          </Named>
        </Speaking>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
