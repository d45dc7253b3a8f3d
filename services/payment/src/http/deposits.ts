import { refuse } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http';
import { fingerprint, idempotencyKey, once, replay, sendStored } from '@sagashop/chassis/idempotency';
import { admin, signedIn } from '@sagashop/chassis/identity';
import type { Sql } from '@sagashop/chassis/postgres';
import { Id, MoneyInput } from '@sagashop/chassis/shapes';
import { newId } from '@sagashop/kernel/ids';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { deposit } from '../actions/deposit.ts';
import { AccountShape, showAccount } from './account.ts';

interface Options {
  sql: Sql;
  currency: string;
  deposits: 'open' | 'admin';
}

const KeyHeader = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({ description: 'Required: repeating the request with it deposits once' }),
  ),
});

export function depositRoutes(app: App, options: Options): void {
  app.post(
    '/api/account/deposits',
    {
      config: { service: 'payment' },
      schema: {
        summary: 'Put money on your account',
        tags: ['payment'],
        headers: KeyHeader,
        body: MoneyInput,
        response: { 201: AccountShape },
      },
      onRequest: async (request) => {
        const { isAdmin } = signedIn(request);
        if (options.deposits === 'admin' && !isAdmin) throw refuse.forbidden();
      },
      preValidation: async (request) => void idempotencyKey(request),
    },
    (request, reply) => depositOnce(options, request, reply, signedIn(request).userId, request.body),
  );

  app.post(
    '/api/accounts/:userId/deposits',
    {
      config: { service: 'payment' },
      schema: {
        summary: "Put money on a customer's account",
        tags: ['payment'],
        params: Type.Object({ userId: Id }),
        headers: KeyHeader,
        body: MoneyInput,
        response: { 201: AccountShape },
      },
      onRequest: async (request) => void admin(request),
    },
    (request, reply) => depositOnce(options, request, reply, request.params.userId, request.body),
  );
}

/** Deposits for a user at most once per key, and answers every copy of the request as the first. */
async function depositOnce(
  options: Options,
  request: FastifyRequest,
  reply: FastifyReply,
  userId: string,
  body: Static<typeof MoneyInput>,
): Promise<void> {
  const key = idempotencyKey(request);
  if (body.currency !== undefined && body.currency !== options.currency) throw refuse.wrong_currency();
  const id = newId();
  const route = `${request.method} ${request.routeOptions.url}`;
  const caller = signedIn(request).userId;
  const use = { caller, route, key, fingerprint: fingerprint({ userId, body }), subject: id };
  const answer = await once(options.sql, use, async (tx) => {
    const account = await deposit(tx, { id, userId, amount: body.amount });
    return { status: 201, response: JSON.stringify(showAccount(account, options.currency)) };
  });
  await (answer.replayed ? replay(reply, answer) : sendStored(reply, answer.status, answer.response));
}
