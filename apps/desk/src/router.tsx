import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";
import type { ReactNode } from "react";
import { base } from "./address.ts";
import { readMonitorSearch } from "./hub/monitor-search.ts";
import { readAuditSearch } from "./people/audit/audit-search.ts";
import { readSearch } from "./search.ts";
import { Waiting } from "./parts/waiting.tsx";
import { Start } from "./screens/start.tsx";
import { Shell } from "./shell.tsx";

const root = createRootRoute({ component: Shell });

/** A screen with lists: its state is its address. Each is loaded when it is first gone to. */
const lists = <P extends string, N extends string>(
  path: P,
  load: () => Promise<Record<N, () => ReactNode>>,
  name: N,
) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load, name),
    validateSearch: readSearch,
  });

const routes = [
  createRoute({ getParentRoute: () => root, path: "/", component: Start }),
  lists("/verification", () => import("./screens/verification.tsx"), "Verification"),
  lists("/routing", () => import("./screens/routing.tsx"), "Routing"),
  lists("/inbox", () => import("./screens/inbox.tsx"), "Inbox"),
  lists("/board", () => import("./screens/board.tsx"), "Board"),
  lists("/examination", () => import("./screens/examination.tsx"), "Examination"),
  lists("/cases", () => import("./screens/cases.tsx"), "Cases"),
  lists("/reviews", () => import("./screens/reviews.tsx"), "Reviews"),
  createRoute({
    getParentRoute: () => root,
    path: "/monitor",
    component: lazyRouteComponent(() => import("./screens/monitor.tsx"), "Monitor"),
    validateSearch: readMonitorSearch,
  }),
  lists("/reports", () => import("./screens/reports.tsx"), "Reports"),
  lists("/reports/$id", () => import("./screens/report.tsx"), "ReportPage"),
  lists("/reports/$id/disposition", () => import("./screens/disposition.tsx"), "Disposition"),
  lists("/requests", () => import("./screens/requests.tsx"), "Requests"),
  lists("/nodes", () => import("./screens/nodes.tsx"), "Nodes"),
  lists("/senders", () => import("./screens/senders.tsx"), "Senders"),
  lists("/roster", () => import("./screens/roster.tsx"), "Roster"),
  lists("/units", () => import("./screens/units.tsx"), "Units"),
  lists("/settings", () => import("./screens/settings.tsx"), "Settings"),
  createRoute({
    getParentRoute: () => root,
    path: "/audit",
    component: lazyRouteComponent(() => import("./screens/audit.tsx"), "Audit"),
    validateSearch: readAuditSearch,
  }),
  lists("/account", () => import("./screens/account.tsx"), "Account"),
];

export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: base,
  defaultPendingComponent: Waiting,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
