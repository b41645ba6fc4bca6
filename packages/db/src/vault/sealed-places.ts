/** A column that holds what the vault sealed, or nothing; by tenant and key, as every table of tenants. */
export interface SealedPlace {
  /** What is sealed there, as audit rows say it. */
  readonly what: string;
  readonly table: string;
  readonly column: string;
  readonly key: string;
  readonly type: "uuid" | "text";
}

/**
 * Everything that `seal` wrote and that has to be opened later. A rotation goes through these and no others: a test finds
 * columns named `sealed…` that are missing here, and every such column has to be named so.
 */
export const sealedPlaces: readonly SealedPlace[] = [
  { what: "contact", table: "vault.contact", column: "sealed", key: "report", type: "uuid" },
  { what: "channel", table: "simpul.channel", column: "sealed_secret", key: "id", type: "text" },
  {
    what: "identityProvider",
    table: "simpul.identity_provider",
    column: "sealed_secret",
    key: "id",
    type: "text",
  },
  { what: "mail", table: "simpul.mail", column: "sealed", key: "id", type: "uuid" },
];

/** The one row of the deployment itself; it is sealed anew first. */
export const digestPlace = "federation.vault_secret.sealed";

export const placeName = ({ table, column }: SealedPlace): string => `${table}.${column}`;
