import { createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { base } from "./address.ts";
import { Account } from "./screens/account.tsx";
import { Inbox } from "./screens/inbox.tsx";
import { Shell } from "./shell.tsx";

const root = createRootRoute({ component: Shell });

const routes = [
  createRoute({ getParentRoute: () => root, path: "/", component: Inbox }),
  createRoute({ getParentRoute: () => root, path: "/account", component: Account }),
];

export const router = createRouter({ routeTree: root.addChildren(routes), basepath: base });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
