import { boolean, integer, pgSchema, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

const auth = pgSchema("auth");

export const user = auth.table("user", {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text(),
  twoFactorEnabled: boolean("two_factor_enabled").notNull().default(false),
  factorResetAt: instant("factor_reset_at"),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

export const credential = auth.table("credential", {
  id: text().primaryKey(),
  userId: text("user_id").notNull(),
  providerId: text("provider_id").notNull(),
  accountId: text("account_id").notNull(),
  password: text(),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

export const session = auth.table("session", {
  id: text().primaryKey(),
  tokenHash: text("token_hash").notNull(),
  userId: text("user_id").notNull(),
  agent: text().notNull().default(""),
  how: text().notNull(),
  startedAt: instant("started_at").notNull(),
  seenAt: instant("seen_at").notNull(),
  freshAt: instant("fresh_at"),
  factorAt: instant("factor_at"),
  onlyTenant: text("only_tenant"),
  device: text(),
});

export const verification = auth.table("verification", {
  id: text().primaryKey(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: instant("expires_at").notNull(),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

export const secondFactor = auth.table("second_factor", {
  id: text().primaryKey(),
  userId: text("user_id").notNull(),
  secret: text().notNull(),
  backupCodes: text("backup_codes").notNull(),
  verified: boolean().notNull().default(false),
  failedVerificationCount: integer("failed_verification_count").notNull().default(0),
  lockedUntilAt: instant("locked_until_at"),
});

export const spentCode = auth.table(
  "spent_code",
  {
    userId: text("user_id").notNull(),
    codeHash: text("code_hash").notNull(),
    until: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
);

export const oneTime = auth.table("one_time", {
  hash: text().primaryKey(),
  purpose: text().notNull(),
  userId: text("user_id").notNull(),
  browserHash: text("browser_hash"),
  createdAt: instant("created_at").notNull(),
  expiresAt: instant("expires_at").notNull(),
  usedAt: instant("used_at"),
});

export const device = auth.table("device", {
  id: text().primaryKey(),
  hash: text().notNull(),
  userId: text("user_id").notNull(),
  agent: text().notNull().default(""),
  remembered: boolean().notNull().default(false),
  createdAt: instant("created_at").notNull(),
  expiresAt: instant("expires_at").notNull(),
});

export const attempt = auth.table("attempt", {
  key: text().primaryKey(),
  count: integer().notNull(),
  endsAt: instant("ends_at").notNull(),
});

export const identityProvider = simpul.table(
  "identity_provider",
  {
    tenant: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    issuer: text().notNull(),
    clientId: text("client_id").notNull(),
    sealedSecret: text("sealed_secret").notNull(),
    emailDomain: text("email_domain").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    disabledAt: instant("disabled_at"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);
