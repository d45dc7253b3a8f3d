/** Names of what never reaches a log, wherever it stands. */
const SECRET_NAME =
  /pass|secret|token|cookie|authorization|e-?mail|phone|address|(?:first|last|user)_?name|recipient|idempotency/i;
/** The same where it stands in a text, and what is left of it. */
const SECRET_TEXTS: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  [/(:\/\/)[^\s/@]{1,300}@/g, '$1[redacted]@'],
  [/[^\s"'`<>()[\]{},;:=/\\]{3,}/gu, (word) => (/[^@]@[^@]/.test(word) ? REDACTED : word)],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 [redacted]'],
  [/\b(sagashop_\w+=)[^\s;"]+/g, '$1[redacted]'],
];
const REDACTED = '[redacted]';
const LONGEST = 2000; // letters of one value
const DEEPEST = 4;

/** A text without e-mail addresses, credentials and cookies, and not too long. */
export function withoutSecrets(text: string): string {
  let clean = text.slice(0, 2 * LONGEST); // what stands behind it is cut off in any case
  for (const [pattern, instead] of SECRET_TEXTS) clean = clean.replace(pattern, instead as string);
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean;
}

/** A value as a text under this name: redacted by name, at every level; of what is no plain data only what it is. */
export function plainText(name: string, value: unknown): string {
  if (SECRET_NAME.test(name)) return REDACTED;
  if (typeof value === 'string') return withoutSecrets(value);
  if (value === null || typeof value !== 'object') return String(value);
  return withoutSecrets(JSON.stringify(plainData(value, DEEPEST)));
}

function plainData(value: unknown, deep: number): unknown {
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? String(value) : value;
  if (value instanceof Date) return value;
  const plain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  if (!plain || deep === 0) return `[${value.constructor?.name ?? 'object'}]`;
  if (Array.isArray(value)) return value.slice(0, 100).map((one) => plainData(one, deep - 1));
  const entries = Object.entries(value).map(([name, one]) => [
    name,
    SECRET_NAME.test(name) ? REDACTED : plainData(one, deep - 1),
  ]);
  return Object.fromEntries(entries);
}
