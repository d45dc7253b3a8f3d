import { ask, Refusal } from '../shop/api.server';
import type { AuditReport } from '../shop/api-types';
import { type FormState, formTexts } from '../shop/form';
import { keyFor } from '../shop/key.server';
import { problemOf } from '../shop/problems.server';
import type { Texts } from '../words/words';
import { type ActiveFault, isForetold } from './lab-types';

const FIELDS = ['fault', 'target', 'how', 'often', 'scope', 'seconds', 'foretold', 'key'];
const REFUSED: Record<string, keyof Texts> = {
  scope_too_wide: 'inside.lab.tooWide',
  too_many_faults: 'inside.lab.tooMany',
};
/** Fields of the API, and where the form asks for them. */
const ASKED_AS: Record<string, string> = {
  service: 'target',
  command: 'target',
  share: 'often',
  nth: 'often',
};

/** Makes the fault that a form asks for. Answers it with what was foretold, or what was wrong with the form. */
export async function beginFault(request: Request, form: FormData): Promise<{ to: string } | FormState> {
  const typed = formTexts(form, FIELDS);
  if (!isForetold(typed['foretold'])) return { fields: { foretold: 'inside.lab.foretellFirst' }, typed };
  const headers = { 'idempotency-key': keyFor('lab', typed) };
  try {
    const { body } = await ask<ActiveFault>(request, '/lab/faults', {
      method: 'POST',
      body: wishOf(typed),
      headers,
    });
    return { to: `/learn/lab?fault=${body.id}&foretold=${typed['foretold']}` };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problem = REFUSED[error.code] ?? problemOf(error);
    return { problem, fields: wrongFields(error), typed };
  }
}

function wishOf({ fault, target = '', how, often, scope, seconds }: Record<string, string>) {
  const number = Number(often);
  return {
    ...{ fault, scope, seconds: Number(seconds) },
    ...(target.includes('.') || target.includes(' ') ? { command: target } : target && { service: target }),
    ...(how === 'nth' && { nth: number }),
    ...(how === 'share' && { share: number / 100 }),
  };
}

function wrongFields({ body }: Refusal): Record<string, keyof Texts> {
  const errors = Array.isArray(body['errors']) ? (body['errors'] as { path: string }[]) : [];
  return Object.fromEntries(
    errors.map(({ path }) => [ASKED_AS[path] ?? path, 'inside.lab.wrong' satisfies keyof Texts]),
  );
}

/** Ends one fault, or all. One that is over already is no error. */
export async function endFault(request: Request, id: string | null): Promise<void> {
  const path = id === null ? '/lab/faults' : `/lab/faults/${encodeURIComponent(id)}`;
  await ask(request, path, { method: 'DELETE' }).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.status !== 404) throw error;
  });
}

const AUDIT = 60_000; // ms

/** What the audit of the orders of the last hour finds, for owners. */
export async function auditNow(request: Request) {
  const since = new Date(Date.now() - 3_600_000).toISOString();
  const path = `/audit?since=${encodeURIComponent(since)}`;
  const { body } = await ask<AuditReport>(request, path, { patience: AUDIT });
  return body.invariants.map(({ name, ok, checked }) => ({ name, ok, checked }));
}
