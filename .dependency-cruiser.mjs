/**
 * The arrows of ARCHITECTURE.md. Each line: who, which of our packages it may import, and why.
 * Whatever a line does not list is forbidden; tests (packages/x/test) are free.
 */
const language = ["domain", "access", "protocol", "words"];
const arrows = [
  ["domain", [], "the rules about complaints hold without a database, a network or a clock"],
  ["access", ["domain"], "who may do what is decided from the domain's words alone"],
  ["protocol", ["domain"], "the wire between hub and node is data: no network, no database"],
  ["words", ["domain"], "texts know what they name, and nothing that happens to it"],
  ["db", language, "rows keep what was decided; they do not decide"],
  [
    "casework",
    [...language, "db"],
    "a verb knows no door: the same verb serves REST, tRPC, channels and jobs",
  ],
  [
    "federation",
    [...language, "db", "casework"],
    "a conversation between nodes applies changes through casework",
  ],
  [
    "channels",
    [...language, "db", "casework"],
    "a vendor's message becomes a verb's input; it knows no other channel",
  ],
  ["documents", [...language, "db", "casework"], "a document shows what casework may read"],
  [
    "doors",
    [...language, "db", "casework", "federation", "channels", "documents", "verify"],
    "doors translate, and check what they give out as a stranger would; who listens where is the root's business",
  ],
  ["runtime", [], "configuration and telemetry carry no rule, so they depend on none"],
  ["verify", [], "a verifier that shares code with what it checks shares its mistakes"],
  [
    "testkit",
    [...language, "db", "casework", "federation", "channels", "documents", "doors"],
    "a federation for tests is built from packages, as the services are, not from the services",
  ],
];

const arrow = ([name, targets, reason]) => ({
  name: `${name}-imports-only-what-it-may`,
  comment: reason,
  severity: "error",
  from: { path: `^packages/${name}/src/` },
  to: {
    path: "^(packages|apps|services|deploy)/",
    pathNot: [name, ...targets].map((one) => `^packages/${one}/`),
  },
});

const external = "(^|/)node_modules/";

export default {
  forbidden: [
    ...arrows.map(arrow),
    {
      name: "domain-is-pure",
      comment:
        "no await, no clock, no chance: a decision can be replayed anywhere (ARCHITECTURE, idea 2)",
      severity: "error",
      from: { path: "^packages/domain/src/" },
      to: { dependencyTypes: ["core", "npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg"] },
    },
    {
      name: "access-needs-only-casl",
      comment: "the browser runs the same abilities as the server",
      severity: "error",
      from: { path: "^packages/access/src/" },
      to: { path: [external, "^node:"], pathNot: "node_modules/@casl/ability/" },
    },
    {
      name: "casework-knows-no-door",
      comment: "a verb that imports a transport cannot serve the others",
      severity: "error",
      from: { path: "^packages/casework/src/" },
      to: { path: "node_modules/(hono|@hono|@trpc|graphile-worker)/" },
    },
    {
      name: "sql-only-in-db",
      comment:
        "row-level security is as strong as the one way to a transaction (ARCHITECTURE, Data)",
      severity: "error",
      from: { path: "^(packages|apps|services)/", pathNot: "^packages/(db|testkit|[^/]+/test)/" },
      to: { path: "node_modules/(drizzle-orm|drizzle-kit|postgres|pg)/" },
    },
    {
      name: "runtime-only-from-roots",
      comment: "environment and telemetry are read once, where a process is composed (idea 4)",
      severity: "error",
      from: { path: "^packages/", pathNot: "^packages/(runtime|[^/]+/test)/" },
      to: { path: "^packages/runtime/" },
    },
    {
      name: "testkit-only-from-tests-and-demo",
      comment: "throw-away databases and fixed clocks have no place in a service",
      severity: "error",
      from: {
        pathNot:
          "^(packages/testkit|(packages|services|apps)/[^/]+/test|apps/cli/src|deploy|scripts)/",
      },
      to: { path: "^packages/testkit/" },
    },
    {
      name: "hub-and-node-are-strangers",
      comment: "they meet on the wire only; what both need belongs under packages/ (idea 4)",
      severity: "error",
      from: { path: "^services/([^/]+)/" },
      to: { path: "^services/", pathNot: "^services/$1/" },
    },
    {
      name: "roots-are-imported-by-nobody",
      comment: "a composition root is an end: what others need of it is a package",
      severity: "error",
      from: { path: "^(packages|apps|services)/([^/]+)/" },
      to: { path: "^(services|apps)/", pathNot: ["^$1/$2/", "^apps/[^/]+/dist/"] },
    },
    {
      name: "sites-see-only-what-a-browser-may",
      comment: "portal and desk reach cases through the doors like everybody else",
      severity: "error",
      from: { path: "^apps/(portal|desk)/src/" },
      to: { path: "^packages/", pathNot: "^packages/(doors|domain|access|words)/" },
    },
    {
      name: "desk-takes-only-the-type-of-the-doors",
      comment: "the router's type costs nothing; its value would ship the server to the browser",
      severity: "error",
      from: { path: "^apps/desk/src/" },
      to: { path: "^packages/doors/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "through-the-front-door",
      comment: "a package is what its src/index.ts exports; the rest may change without asking",
      severity: "error",
      from: { path: "^(packages|apps|services)/([^/]+)/" },
      to: {
        path: "^(packages|apps|services)/[^/]+/",
        // The one with a second door: a command of 200 ms cannot load all of it.
        pathNot: [
          "^$1/$2/",
          "/src/index\\.ts$",
          "^apps/[^/]+/dist/",
          "^packages/db/src/newest-reference\\.ts$",
        ],
      },
    },
    {
      name: "no-circle",
      comment: "files that need each other are one idea cut in two",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "everything-resolves",
      comment: "an import that cannot be followed escapes every other rule",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/dist/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
