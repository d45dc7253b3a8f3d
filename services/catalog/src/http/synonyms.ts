import { staffOf } from '@sagashop/audit-log/staff-of';
import type { App } from '@sagashop/chassis/http/app';
import { PageOf } from '@sagashop/chassis/http/lists';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { logChange } from '../actions/log-change.ts';
import { listSynonyms, replaceSynonyms } from '../store/synonyms.ts';

const Words = Type.String({ minLength: 1, maxLength: 60, format: 'said' });
const SynonymsShape = Type.Object(
  {
    words: Type.Array(Words, {
      minItems: 1,
      maxItems: 20,
      description: 'What means the same, in any language',
    }),
    also: Type.Array(Words, {
      maxItems: 20,
      default: [],
      description: 'What is found as well, one way only',
    }),
  },
  { additionalProperties: false },
);
const SynonymsBody = Type.Object(
  { items: Type.Array(SynonymsShape, { maxItems: 1000 }) },
  { additionalProperties: false },
);
const ListedSynonyms = PageOf(
  Type.Object({ words: Type.Array(Type.String()), also: Type.Array(Type.String()) }),
);

const config = { service: 'catalog', needs: permission('catalog.write') };
const tags = ['catalog'];

export function synonymsRoute(app: App, sql: Sql): void {
  app.get(
    '/api/search/synonyms',
    {
      config,
      schema: { summary: 'What searches take for the same', tags, response: { 200: ListedSynonyms } },
    },
    async () => ({ items: await listSynonyms(sql), nextCursor: null }),
  );
}

export function changeSynonymsRoute(app: App, sql: Sql): void {
  app.put(
    '/api/search/synonyms',
    {
      config,
      schema: {
        summary: 'Say what searches take for the same',
        tags,
        body: SynonymsBody,
        response: { 200: ListedSynonyms },
      },
    },
    async (request) => {
      const { items } = request.body;
      await sql.begin(async (tx) => {
        const before = await listSynonyms(tx);
        await replaceSynonyms(tx, items);
        const done = { action: 'synonyms.change', subject: 'synonyms:all' } as const;
        await logChange(tx, staffOf(request), done, { items: before }, { items });
      });
      return { items, nextCursor: null };
    },
  );
}
