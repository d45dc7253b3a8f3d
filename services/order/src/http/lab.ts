import { refuse } from '@sagashop/chassis/errors';
import { keyUse } from '@sagashop/chassis/guards/idempotency';
import { assertPermission, mayForOthers } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { IdParams } from '@sagashop/chassis/http/shapes';
import type { Fault } from '@sagashop/lab/fault';
import { FAULT_KINDS, isWide } from '@sagashop/lab/fault-kinds';
import type { SharedLab } from '@sagashop/lab/shared-lab';
import { aimed, catalogueOf, type Targets } from '@sagashop/lab/targets';
import { permission } from '@sagashop/vocabulary/permissions';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { refuseOrder } from '../errors.ts';
import { FaultShape, LabShape, WishShape } from './lab-shapes.ts';

const BREAK_ALL = permission('lab.break-all');
const shown = (fault: Fault) => ({ ...fault, orders: [...fault.orders] });
const config = { service: 'order', needs: 'signed in', othersNeed: BREAK_ALL } as const;
const tags = ['lab'];

/** `GET /api/lab` and the faults in it, where the laboratory is open; elsewhere these routes do not exist. */
export function labRoutes(app: App, lab: SharedLab, targets: Targets): void {
  const faults = catalogueOf(targets, (fault) => FAULT_KINDS[fault].says);
  const mayEnd = (request: FastifyRequest) => {
    const { userId } = signedIn(request);
    const all = mayForOthers(request);
    return (fault: Fault) => all || fault.by === userId;
  };
  const look = { summary: 'What can be broken, and what is', tags, response: { 200: LabShape } };
  app.get('/api/lab', { config, schema: look }, async (request) => {
    const { userId } = signedIn(request);
    const mine = mayEnd(request);
    const seen = (faults: Fault[]) =>
      faults
        .filter((fault) => fault.scope === 'all' || fault.by === userId)
        .map((fault) => ({ ...fault, orders: mine(fault) ? [...fault.orders] : [] }));
    const { active, recent } = await lab.look();
    return { faults, active: seen(active), recent: seen(recent) };
  });
  const begin = { summary: 'Break something', tags, body: WishShape, response: { 201: FaultShape } };
  app.post('/api/lab/faults', { config, schema: begin }, async (request, reply) => {
    const { userId } = signedIn(request);
    const wish = aimed(targets, request.body);
    if ('errors' in wish) throw refuse.validation_failed(wish);
    if (wish.scope === 'mine' && isWide(wish.fault)) throw refuseOrder.scope_too_wide();
    if (wish.scope === 'all') assertPermission(signedIn(request), BREAK_ALL);
    const use = keyUse(request, { route: 'POST /api/lab/faults' }, wish);
    const begun = await lab.begin(wish, userId, use);
    if (begun === 'another') throw refuse.idempotency_key_reused();
    if (begun === 'too_many') throw refuseOrder.too_many_faults({}, { 'retry-after': String(wish.seconds) });
    if (begun.again) reply.header('idempotency-replayed', 'true');
    return reply.code(201).send(shown(begun.fault));
  });
  const endAll = { summary: 'Stop everything that you have broken', tags, response: { 204: Type.Null() } };
  app.delete('/api/lab/faults', { config, schema: endAll }, async (request, reply) => {
    await lab.end(mayEnd(request));
    return reply.code(204).send(null);
  });
  const end = { summary: 'End a fault', tags, params: IdParams, response: { 204: Type.Null() } };
  app.delete('/api/lab/faults/:id', { config, schema: end }, async (request, reply) => {
    const [mine, { id }] = [mayEnd(request), request.params];
    const { active, recent } = await lab.look();
    if (![...active, ...recent].some((fault) => fault.id === id && mine(fault))) throw refuse.not_found();
    await lab.end((fault) => fault.id === id);
    return reply.code(204).send(null);
  });
}
