import { ask, get, orErrorPage, Refusal } from '../shop/api.server';
import type { List, ListedImport, WholeImport } from '../shop/api-types';
import { keyFor } from '../shop/key.server';
import type { Texts } from '../words/words';

const PATIENCE = 28_000; // ms: less than the gateway waits for a page
/** Seconds that a page waits for an import to be applied before it shows how far that is. */
const WAIT = 2;

/** The imports, the newest first. */
export async function importRows(request: Request) {
  const asked = new URL(request.url).searchParams;
  const query = new URLSearchParams({ limit: '25' });
  const cursor = asked.get('cursor');
  if (cursor) query.set('cursor', cursor);
  const list = await orErrorPage(get<List<ListedImport>>(request, `/imports?${query}`));
  return { rows: list.items, next: list.nextCursor, later: cursor !== null };
}

/** One import; the error page where there is none. */
export function oneImport(request: Request, id: string | undefined): Promise<WholeImport> {
  return orErrorPage(get<WholeImport>(request, `/imports/${encodeURIComponent(id ?? '')}`));
}

/** Why something was not done with an import, and the status to answer with. */
export interface ImportRefused {
  problem: keyof Texts;
  status: number;
}

/** Sends a file on; answers the import that it became, or what is said of a file that is none. */
export async function sendImport(request: Request, form: FormData): Promise<{ id: string } | ImportRefused> {
  const [file, kind] = [form.get('file'), form.get('kind')];
  if (!(file instanceof File) || file.size === 0) return { problem: 'admin.imports.noFile', status: 422 };
  const sent = new FormData();
  sent.set('kind', String(kind));
  sent.set('file', file, file.name);
  const written = new Response(sent);
  const body = new Uint8Array(await written.arrayBuffer());
  const headers = {
    'content-type': written.headers.get('content-type')!,
    'idempotency-key': keyFor(form.get('key'), file.name, file.size, kind),
  };
  try {
    const how = { method: 'POST', body, headers, patience: PATIENCE };
    return { id: (await ask<WholeImport>(request, '/imports', how)).body.id };
  } catch (error) {
    const status = error instanceof Refusal && error.status >= 500 ? error.status : 422;
    return { problem: problemOfFile(error), status };
  }
}

const REASONS: readonly (readonly [RegExp, keyof Texts])[] = [
  [/rows: split/, 'admin.imports.tooMany'],
  [/no rows|is empty/, 'admin.imports.empty'],
  [/columns/, 'admin.imports.tooWide'],
];

function problemOfFile(error: unknown): keyof Texts {
  if (!(error instanceof Refusal)) throw error;
  if (error.status === 413) return 'admin.imports.tooLarge';
  // The form was sent again with another file of that name and size.
  if (error.code === 'idempotency_key_reused') return 'admin.imports.again';
  const [first] = (error.body['errors'] as { message: string }[] | undefined) ?? [];
  const found = REASONS.find(([pattern]) => pattern.test(first?.message ?? ''));
  return found?.[1] ?? (error.status < 500 ? 'admin.imports.notCsv' : 'error.unavailable');
}

/** Says what each column of a file is, and has it compared again; answers what is said of one that cannot be. */
export async function mapColumns(
  request: Request,
  id: string,
  form: FormData,
): Promise<ImportRefused | undefined> {
  const names = form.getAll('column').map(String);
  const fields = form.getAll('field').map(String);
  const mapping = Object.fromEntries(names.map((name, at) => [name, fields[at] || null]));
  const path = `/imports/${encodeURIComponent(id)}`;
  return ask(request, path, { method: 'PATCH', body: { mapping }, patience: PATIENCE }).then(
    () => undefined,
    importRefused,
  );
}

const SAID: Record<string, keyof Texts> = {
  has_wrong_rows: 'admin.imports.hasWrong',
  already_applied: 'admin.imports.alreadyApplied',
  already_undone: 'admin.imports.alreadyUndone',
  not_applied: 'admin.imports.notApplied',
  undo_expired: 'admin.imports.expired',
  import_under_way: 'admin.imports.busy',
  import_outdated: 'admin.imports.outdated',
  import_emptied: 'admin.imports.emptied',
};

/** Applies an import, takes it back or compares it again; answers what is said of one that cannot be. */
export async function actOnImport(
  request: Request,
  id: string,
  form: FormData,
): Promise<ImportRefused | undefined> {
  const act = form.get('act');
  const path = `/imports/${encodeURIComponent(id)}`;
  const headers = { 'idempotency-key': keyFor(form.get('key'), act), prefer: `wait=${WAIT}` };
  try {
    if (act === 'again') await ask(request, path, { method: 'PATCH', body: {}, patience: PATIENCE });
    if (act === 'apply')
      await ask(request, `${path}/application`, { method: 'POST', headers, patience: PATIENCE });
    if (act === 'undo') await ask(request, `${path}/undo`, { method: 'POST', headers, patience: PATIENCE });
    return undefined;
  } catch (error) {
    return importRefused(error);
  }
}

/** What is said of a refusal. Throws what is none. */
function importRefused(error: unknown): ImportRefused {
  if (!(error instanceof Refusal)) throw error;
  const { code, status } = error;
  return { problem: SAID[code] ?? (status < 500 ? 'error.text' : 'error.unavailable'), status };
}
