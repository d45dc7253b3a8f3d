import { staffOf } from '@sagashop/audit-log/staff-of';
import { keyUse } from '@sagashop/chassis/guards/idempotency';
import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { Id, IdParams, Instant } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { type Retrying, retrySaga } from '../running/retry-saga.ts';
import { keyed } from '../sagas/timeline.ts';
import { type ListedSaga as Listed, listSagas } from '../store/saga-list.ts';
import { SagaShape, StepShape } from './saga-shapes.ts';

const State = Type.Enum(['running', 'parked', 'ended']);

const ListedSaga = Type.Object({
  id: Id,
  orderId: Id,
  definition: Type.String(),
  version: Type.Integer({ description: 'of the definition' }),
  name: Type.String({ description: 'of the definition, as in `GET /api/orders/{id}/saga`' }),
  state: State,
  outcome: SagaShape.properties.outcome,
  startedAt: Instant,
  deadline: Instant,
  endedAt: Type.Union([Instant, Type.Null()]),
  steps: Type.Array(StepShape),
});

const SagasQuery = Type.Object(
  { ...ListQuery, state: Type.Optional(State) },
  { additionalProperties: false },
);

const Position = Type.Tuple([cursorPart.id, cursorPart.id]);
const RETRY = 'POST /api/sagas/{id}/retry';
const tags = ['sagas'];

const withKeys = (saga: Listed) => ({ ...saga, steps: saga.steps.map((step) => keyed(saga.name, step)) });

/** `GET /api/sagas`: what is under way, what waits for an operator, and what has ended. */
export function sagasRoute(app: App, sql: Sql): void {
  const schema = {
    summary: 'Sagas, those of the newest orders first',
    tags,
    querystring: SagasQuery,
    response: { 200: PageOf(ListedSaga) },
  };
  const config = { service: 'order', needs: permission('sagas.read') };
  app.get('/api/sagas', { config, schema }, async (request) => {
    const { state, limit, cursor } = request.query;
    const position = decodeCursor(cursor, Position);
    const before = position ? { order: position[0], id: position[1] } : null;
    const sagas = await listSagas(sql, { state, before, limit: limit + 1 });
    return page(sagas, limit, (saga) => [saga.orderId, saga.id], withKeys);
  });
}

/** `POST /api/sagas/{id}/retry`: what waits for an operator is tried again, by the process that was asked. */
export function retrySagaRoute(app: App, retrying: Retrying): void {
  const schema = {
    summary: 'Try the parked steps of a saga again',
    tags,
    params: IdParams,
    response: { 200: ListedSaga },
  };
  const config = { service: 'order', needs: permission('sagas.retry') };
  app.post('/api/sagas/:id/retry', { config, schema }, async (request, reply) => {
    const { id } = request.params;
    const by = staffOf(request);
    const use = keyUse(request, { caller: by.actor.id, route: RETRY }, { id });
    const { saga, replayed } = await retrySaga(retrying, { id, by, use });
    if (replayed) reply.header('idempotency-replayed', 'true');
    return withKeys(saga);
  });
}
