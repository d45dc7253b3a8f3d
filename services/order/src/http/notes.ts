import { staffOf } from '@sagashop/audit-log/staff-of';
import { refuse } from '@sagashop/chassis/errors';
import { createOnce, sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { Id, IdParams, Instant } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { nameUsers } from '@sagashop/user/contract';
import { editable } from '@sagashop/vocabulary/editable';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { addNote, changeNote, removeNote } from '../noting/write-notes.ts';
import { type Note, notesOf } from '../store/notes.ts';
import { findOrder } from '../store/orders.ts';
import { named } from '../watching/read-timeline.ts';
import { Somebody } from './somebody.ts';

const NoteShape = Type.Object({
  id: Id,
  orderId: Id,
  text: Type.String(),
  by: Somebody,
  at: Instant,
  editedAt: Type.Optional(Instant),
});

const Text = Type.String({ minLength: 1, maxLength: 2000, format: 'said' });
const NoteParams = Type.Object({ id: Id, noteId: Id });
const Position = Type.Tuple([cursorPart.instant, cursorPart.id]);
const tags = ['orders'];
const read = { service: 'order', needs: permission('orders.read') } as const;
const write = { service: 'order', needs: permission('orders.note') } as const;

interface Parts {
  sql: Sql;
  peers: Pick<Peers, 'ask'>;
}

/** What staff write on an order, for each other. */
export function noteRoutes(app: App, parts: Parts): void {
  readNotesRoute(app, parts);
  addNoteRoute(app, parts);
  changeNoteRoutes(app, parts);
}

function readNotesRoute(app: App, { sql, peers }: Parts): void {
  app.get(
    '/api/orders/:id/notes',
    {
      config: read,
      schema: {
        summary: "An order's notes by staff, newest first",
        tags,
        params: IdParams,
        querystring: Type.Object(ListQuery),
        response: { 200: PageOf(NoteShape) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const position = decodeCursor(cursor, Position);
      const before = position && { at: new Date(position[0]), id: position[1] };
      const { id } = request.params;
      if (!(await findOrder(sql, id, null))) throw refuse.not_found();
      const rows = await notesOf(sql, id, { limit: limit + 1, before });
      const authors = [...new Set(rows.map(({ by }) => by))];
      const names = await nameUsers(peers, authors);
      return page(
        rows,
        limit,
        (row) => [row.at.getTime(), row.id],
        (row) => shown(row, names),
      );
    },
  );
}

function addNoteRoute(app: App, { sql }: Parts): void {
  app.post(
    '/api/orders/:id/notes',
    {
      config: write,
      schema: {
        summary: 'Write a note on an order',
        tags,
        params: IdParams,
        body: Type.Object({ text: Text }, { additionalProperties: false }),
        response: { 201: NoteShape },
      },
    },
    async (request, reply) => {
      const by = staffOf(request);
      const order = request.params.id;
      const scope = { caller: by.actor.id, route: `POST /api/orders/${order}/notes` };
      const names = new Map([[by.actor.id, request.identity!.name]]);
      const answer = await createOnce(sql, request, scope, async (tx) =>
        shown(await addNote(tx, order, request.body.text, by), names),
      );
      return sendCreated(reply, answer);
    },
  );
}

function changeNoteRoutes(app: App, { sql }: Parts): void {
  app.patch(
    '/api/orders/:id/notes/:noteId',
    {
      config: write,
      schema: {
        summary: 'Write your own note anew, within a day',
        tags,
        params: NoteParams,
        body: editable({ text: Text }),
        response: { 200: NoteShape },
      },
    },
    async (request) => {
      const { text, was } = request.body;
      const by = staffOf(request);
      const note = await changeNote(sql, placeIn(request.params), { text, was, by });
      return shown(note, new Map([[by.actor.id, request.identity!.name]]));
    },
  );
  app.delete(
    '/api/orders/:id/notes/:noteId',
    { config: write, schema: { summary: 'Delete your own note, within a day', tags, params: NoteParams } },
    async (request, reply) => {
      await removeNote(sql, placeIn(request.params), staffOf(request));
      return reply.code(204).send();
    },
  );
}

const placeIn = ({ id, noteId }: { id: string; noteId: string }) => ({ orderId: id, id: noteId });

function shown({ id, orderId, text, by, at, editedAt }: Note, names: ReadonlyMap<string, string>) {
  return {
    ...{ id, orderId, text, by: named(by, names), at: at.toISOString() },
    ...(editedAt && { editedAt: editedAt.toISOString() }),
  };
}
