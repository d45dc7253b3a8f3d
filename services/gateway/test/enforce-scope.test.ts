import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FastifyRequest } from 'fastify';
import { enforceScope } from '../src/enforce-scope.ts';

const ID = '019a0000-0000-7000-8000-000000000001';
const asked = (scope: string | null, method: string, url: string) => () =>
  enforceScope({ identity: { scope }, method, raw: { url } } as unknown as FastifyRequest);

test('a token of load does all that a load run asks as administrator, and nothing else', () => {
  for (const [method, url] of [
    ['GET', '/api/couriers?limit=1'],
    ['GET', '/api/audit'],
    ['POST', '/api/users'],
    ['POST', '/api/categories'],
    ['POST', '/api/products'],
    ['POST', '/api/couriers'],
    ['POST', `/api/stock/${ID}/receipts`],
    ['POST', `/api/accounts/${ID}/deposits`],
    ['PATCH', `/api/couriers/${ID}`],
    ['DELETE', `/api/products/${ID}`],
    ['DELETE', `/api/categories/${ID}`],
  ] as const) {
    assert.doesNotThrow(asked('load', method, url), `${method} ${url}`);
  }
  for (const url of ['/api/users/me', '/api/orders', '/api/sagas']) {
    assert.throws(asked('load', 'GET', url), { code: 'forbidden' }, url);
  }
});

test('a token of the laboratory makes and ends faults, and nothing else', () => {
  assert.doesNotThrow(asked('lab', 'GET', '/api/lab'));
  assert.doesNotThrow(asked('lab', 'POST', '/api/lab/faults'));
  assert.doesNotThrow(asked('lab', 'DELETE', `/api/lab/faults/${ID}`));
  assert.throws(asked('lab', 'POST', '/api/orders'), { code: 'forbidden' });
});

test('a token of the audit asks for the audit, one of no known scope for nothing, a session for everything', () => {
  assert.doesNotThrow(asked('audit', 'GET', '/api/audit'));
  assert.throws(asked('audit', 'POST', '/api/users'), { code: 'forbidden' });
  assert.throws(asked('constructor', 'GET', '/api/audit'), { code: 'forbidden' });
  assert.doesNotThrow(asked(null, 'GET', '/api/orders'));
});
