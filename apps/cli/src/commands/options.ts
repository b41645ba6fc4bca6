/** Beside a running demo: which of its deployments is meant. */
export const nodeOption = {
  node: {
    type: "string",
    description: "beside a demo: which deployment (hub unless given)",
    valueHint: "ID",
  },
} as const;
