/** Words of a citizen that must never reach a log line or a span, in the forms they arrive in. */
export const canaries = [
  "Siti Rahmawati",
  "081234567890",
  "+62 812-3456-7890",
  "siti.rahmawati@example.id",
  "6471014107900002",
  "Jalan Mulawarman rusak parah",
  "hunter2",
] as const;

/** Every canary as a value, at several depths and in several shapes. */
export function canaryRecord(): Record<string, unknown> {
  const [name, phone, international, email, nik, sentence, password] = canaries;
  return {
    contact: { name, phone, international, email },
    body: { report: { text: sentence, deep: [[{ nik }]] } },
    headers: { authorization: `Bearer ${password}` },
    name,
    phone,
    message: sentence,
  };
}

export function leaked(output: string): string[] {
  return canaries.filter((canary) => output.includes(canary));
}
