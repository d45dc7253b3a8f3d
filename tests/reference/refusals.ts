import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '@sagashop/kernel/problem';
import type { Routes } from './routes.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const HEAD = `# Refusals

Written by \`npm run docs:reference\` from the catalogues of refusals (\`errors.ts\`) and the routes that give them; a
test compares. Every error is \`application/problem+json\` (RFC 9457) with a stable \`code\`; \`title\` is a sentence
for people and may change. A 500 is our fault, never the answer to what was sent.

| status | code | title | besides | given by |
|---|---|---|---|---|
`;
const FEW = 4; // routes that are named

/** What more a problem carries, or what causes it. */
const BESIDES: Readonly<Record<string, string>> = {
  method_not_allowed: 'with `Allow`',
  idempotency_in_progress: 'of an order: with its `Location` and `orderId`, and `Retry-After`',
  request_timeout: 'headers have 10 s, all of it 30 s',
  unsupported_media_type: 'also for a body with `Content-Encoding`',
  validation_failed: 'with `errors: [{path, message}]`',
  too_many_attempts: 'with `Retry-After`; too many requests or failures ([limits](../limits.md))',
  not_found: 'also for what belongs to another',
  foreign_origin: 'a page of another site sent it, with the cookie of the visitor',
  below_zero: 'with `onHand` and `reserved`',
  below_reserved: 'with `onHand` and `reserved`',
  edit_conflict: 'with `conflicts: [{field, was, now, yours}]`',
  password_required: 'leaving, another e-mail address',
  out_of_stock: 'with `shortages`',
  price_changed: 'with the new `total`',
  overloaded: 'with `Retry-After`',
  unavailable: 'with the name of the `service`',
};

/**
 * docs/reference/refusals.md: each code that any service can answer, with the routes that give it. Throws for words
 * about a code that there is not.
 */
export async function refusalsPage(routes: Routes): Promise<string> {
  const found = new Map<string, { status: number; titles: Set<string> }>();
  for (const file of globSync('{packages,services}/*/src/errors.ts', { cwd: ROOT }).sort())
    for (const { code, status, title } of await problemsOf(file)) {
      const one = found.get(code) ?? { status, titles: new Set() };
      found.set(code, { status, titles: one.titles.add(title) });
    }
  const odd = Object.keys(BESIDES).find((code) => !found.has(code));
  if (odd) throw new Error(`no catalogue has the refusal ${odd}`);
  const rows = [...found]
    .sort(([a, one], [b, other]) => one.status - other.status || a.localeCompare(b))
    .map(([code, { status, titles }]) => {
      const title = [...titles].join(' / ');
      return `| ${status} | \`${code}\` | ${title} | ${BESIDES[code] ?? ''} | ${givers(routes, code)} |`;
    });
  return `${HEAD}${rows.join('\n')}\n`;
}

/** One problem of each refusal that a catalogue has; what else the file exports is left out. */
async function problemsOf(file: string): Promise<Problem[]> {
  const exported = (await import(join(ROOT, file))) as Record<string, unknown>;
  return Object.values(exported).flatMap((catalogue) =>
    typeof catalogue === 'object' && catalogue !== null
      ? Object.values(catalogue as Record<string, () => Problem>).map((make) => make())
      : [],
  );
}

function givers(routes: Routes, code: string): string {
  const names = Object.entries(routes).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { responses }]) =>
        Object.values(responses).some(
          ({ content }) => code in (content?.['application/problem+json']?.examples ?? {}),
        ),
      )
      .map(([method]) => `\`${method.toUpperCase()} ${path}\``),
  );
  if (names.length === 0) return 'any route';
  return names.length > FEW ? `${names.length} routes` : names.join(', ');
}
