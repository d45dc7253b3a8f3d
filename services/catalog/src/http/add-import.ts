import { createHash } from 'node:crypto';
import { staffOf } from '@sagashop/audit-log/staff-of';
import { idempotencyKey, keyUse } from '@sagashop/chassis/guards/idempotency';
import { once, sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { newId } from '@sagashop/kernel/ids';
import { nameUsers } from '@sagashop/user/contract';
import { permission } from '@sagashop/vocabulary/permissions';
import type { FastifyRequest } from 'fastify';
import { keepImport, readImport } from '../actions/make-import.ts';
import { MOST_FORM, sentFile, takeImportForms } from './import-form.ts';
import { WholeImportShape } from './import-shape.ts';
import { negotiateLanguage } from './negotiate-language.ts';
import { type ImportParts, wholeImport } from './whole-import.ts';

const config = { service: 'catalog', needs: permission('imports.write') };
const tags = ['imports'];

export function addImportRoute(app: App, parts: ImportParts): void {
  const { sql } = parts;
  app.register(async (scope) => {
    await takeImportForms(scope as unknown as App);
    (scope as unknown as App).post(
      '/api/imports',
      {
        config,
        bodyLimit: MOST_FORM,
        preValidation: async (request: FastifyRequest) => void idempotencyKey(request),
        schema: { summary: 'Compare a file with what is there', tags, response: { 201: WholeImportShape } },
      },
      async (request, reply) => {
        const file = await sentFile(request);
        const language = negotiateLanguage(request, reply);
        const staff = staffOf(request);
        const checked = await readImport(parts, file);
        const subject = newId();
        const hash = createHash('sha256').update(file.bytes).digest('base64url');
        const what = { ...file, bytes: hash };
        const use = keyUse(request, { caller: signedIn(request).userId, route: 'POST /api/imports' }, what)!;
        // Not inside the transaction: nothing but the database is waited for there.
        const users = await nameUsers(parts.peers, [staff.actor.id]);
        const answer = await once(sql, { ...use, subject }, async (tx) => {
          await keepImport(tx, subject, { file, checked, staff });
          const whole = await wholeImport({ ...parts, db: tx, users }, subject, language);
          return { status: 201, response: JSON.stringify(whole) };
        });
        return sendCreated(reply, answer);
      },
    );
  });
}
