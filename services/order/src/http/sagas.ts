import { staffOf } from '@sagashop/audit-log/staff-of';
import { refuse } from '@sagashop/chassis/errors';
import { keyUse } from '@sagashop/chassis/guards/idempotency';
import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, encodeCursor, ListQuery, PageOf } from '@sagashop/chassis/http/lists';
import { Id, IdParams, Instant } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { findSagas } from '../listing/find-sagas.ts';
import { type Intervening, retrySaga, turnSagaBack } from '../running/intervene.ts';
import { keyed } from '../sagas/timeline.ts';
import { findSaga, type ListedSaga as Listed } from '../store/saga-list.ts';
import { wishOf } from './list-query.ts';
import { SagaFilters, SagaState } from './saga-filters.ts';
import { sagaRetriesRoutes } from './saga-retries.ts';
import { SagaShape, StepShape } from './saga-shapes.ts';

const ListedSaga = Type.Object({
  id: Id,
  orderId: Id,
  definition: Type.String(),
  version: Type.Integer({ description: 'of the definition' }),
  name: Type.String({ description: 'of the definition, as in `GET /api/orders/{id}/saga`' }),
  state: SagaState,
  outcome: SagaShape.properties.outcome,
  reason: Type.Union([Type.String(), Type.Null()], {
    description: 'the fault that it waits with, or else why it turned back',
  }),
  startedAt: Instant,
  deadline: Instant,
  endedAt: Type.Union([Instant, Type.Null()]),
  steps: Type.Array(StepShape),
});

const SagasQuery = Type.Object({ ...ListQuery, ...SagaFilters }, { additionalProperties: false });

/** Nothing, or why. */
const TurnBackInput = Type.Unsafe<{ reason?: string } | null>({
  type: ['object', 'null'],
  properties: { reason: Type.String({ minLength: 1, maxLength: 500, format: 'said' }) },
  additionalProperties: false,
});

const Position = Type.Tuple([cursorPart.id, cursorPart.id]);
const RETRY = 'POST /api/sagas/{id}/retry';
const TURN_BACK = 'POST /api/sagas/{id}/turn-back';
const tags = ['sagas'];

const withKeys = ({ at: _, ...saga }: Listed) => ({
  ...saga,
  steps: saga.steps.map((step) => keyed(saga.name, step)),
});

/** `GET /api/sagas`: what is under way, what waits for an operator, and what has ended; one of them; and what is done with many. */
export function sagasRoutes(app: App, sql: Sql, zone: string): void {
  const config = { service: 'order', needs: permission('sagas.read') } as const;
  const schema = {
    summary: 'Sagas, those of the newest orders first',
    tags,
    querystring: SagasQuery,
    response: { 200: PageOf(ListedSaga) },
  };
  app.get('/api/sagas', { config, schema }, async (request) => {
    const { state, step, reason, q, limit, cursor } = request.query;
    const position = decodeCursor(cursor, Position);
    const after = position ? { order: position[0], id: position[1] } : null;
    const { search } = q === undefined ? {} : wishOf({ q }, zone);
    const { found, next } = await findSagas(sql, { state, step, reason, search }, after, limit);
    return { items: found.map(withKeys), nextCursor: next && encodeCursor([next.order, next.id]) };
  });
  const one = { summary: 'One saga', tags, params: IdParams, response: { 200: ListedSaga } };
  app.get('/api/sagas/:id', { config, schema: one }, async (request) => {
    const saga = await findSaga(sql, request.params.id);
    if (!saga) throw refuse.not_found();
    return withKeys(saga);
  });
  sagaRetriesRoutes(app, sql);
}

/** `POST /api/sagas/{id}/retry`: what waits for an operator is tried again, by the process that was asked. */
export function retrySagaRoute(app: App, intervening: Intervening): void {
  const schema = {
    summary: 'Try the parked steps of a saga again',
    tags,
    params: IdParams,
    response: { 200: ListedSaga },
  };
  const config = { service: 'order', needs: permission('sagas.retry') };
  app.post('/api/sagas/:id/retry', { config, schema }, async (request, reply) => {
    const id = request.params.id;
    const by = staffOf(request);
    const use = keyUse(request, { caller: by.actor.id, route: RETRY }, { id });
    const asked = { id, userId: by.actor.id, by, use };
    const { saga, replayed } = await retrySaga(intervening, asked);
    if (replayed) reply.header('idempotency-replayed', 'true');
    return withKeys(saga);
  });
}

/** `POST /api/sagas/{id}/turn-back`: what has not come to its pivot is undone, by the process that was asked. */
export function turnBackRoute(app: App, intervening: Intervening): void {
  const schema = {
    summary: 'Have a saga undone that has not come to its pivot',
    tags,
    params: IdParams,
    body: TurnBackInput,
    response: { 200: ListedSaga },
  };
  const config = { service: 'order', needs: permission('orders.cancel') };
  app.post('/api/sagas/:id/turn-back', { config, schema }, async (request, reply) => {
    const id = request.params.id;
    const { reason: why } = request.body ?? {};
    const by = staffOf(request);
    const use = keyUse(request, { caller: by.actor.id, route: TURN_BACK }, { id, why });
    const { saga, replayed } = await turnSagaBack(intervening, { id, userId: by.actor.id, by, why, use });
    if (replayed) reply.header('idempotency-replayed', 'true');
    return withKeys(saga);
  });
}
