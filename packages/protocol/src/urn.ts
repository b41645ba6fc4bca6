const NODE = "urn:simpul:node:";
const TENANT = "urn:simpul:tenant:";

export function nodeUrn(id: string): string {
  return NODE + id;
}

export function tenantUrn(code: string): string {
  return TENANT + code;
}

export function nodeOfUrn(urn: string): string | undefined {
  return urn.startsWith(NODE) ? urn.slice(NODE.length) : undefined;
}

export function tenantOfUrn(urn: string): string | undefined {
  return urn.startsWith(TENANT) ? urn.slice(TENANT.length) : undefined;
}
