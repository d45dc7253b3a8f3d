import { setTimeout as pause } from 'node:timers/promises';
import { staffOf } from '@sagashop/audit-log/staff-of';
import { idempotencyKey } from '@sagashop/chassis/guards/idempotency';
import type { App } from '@sagashop/chassis/http/app';
import { IdParams } from '@sagashop/chassis/http/shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { importRunner } from '../actions/run-imports.ts';
import { WholeImportShape } from './import-shape.ts';
import { negotiateLanguage } from './negotiate-language.ts';
import { type ImportParts, wholeImport } from './whole-import.ts';

const config = { service: 'catalog', needs: permission('imports.write') };
const tags = ['imports'];
const PATIENCE = 25_000; // ms

type Acts = ImportParts & { runner: ReturnType<typeof importRunner>; poke: () => void };

export function importActRoutes(app: App, acts: Acts): void {
  const route = (path: 'application' | 'undo', summary: string) =>
    app.post(
      `/api/imports/:id/${path}`,
      {
        config,
        schema: {
          summary,
          tags,
          params: IdParams,
          response: { 200: WholeImportShape, 202: WholeImportShape },
        },
      },
      (request, reply) => act(acts, path === 'undo' ? 'undo' : 'apply', request, reply),
    );
  route('application', 'Apply an import');
  route('undo', 'Take an import back');
}

/** Does it, and answers when it is done; who waits too long is answered how far it is, and it goes on. */
async function act(
  { runner, poke, sql, ...parts }: Acts,
  what: 'apply' | 'undo',
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { id } = request.params as { id: string };
  const key = request.headers['idempotency-key'] === undefined ? undefined : idempotencyKey(request);
  const language = negotiateLanguage(request, reply);
  const done = runner.run(what, id.toLowerCase(), { staff: staffOf(request), key }).then(() => poke());
  // Whoever did not wait for it finds on the import what became of it.
  done.catch(() => {});
  const waited = new AbortController();
  const late = pause(patienceOf(request), 'late' as const, { signal: waited.signal }).catch(
    () => 'late' as const,
  );
  const first = await Promise.race([done, late]).finally(() => waited.abort());
  reply.code(first === 'late' ? 202 : 200);
  return wholeImport({ ...parts, db: sql }, id, language);
}

/** How long somebody wants to wait at most (`Prefer: wait=5`, RFC 7240), in ms. */
function patienceOf({ headers: { prefer } }: FastifyRequest): number {
  const [, seconds] = /\bwait=(\d{1,2})\b/.exec(String(prefer ?? '').slice(0, 200)) ?? [];
  return seconds === undefined ? PATIENCE : Math.min(PATIENCE, Number(seconds) * 1000);
}
