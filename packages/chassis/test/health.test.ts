import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp } from '../src/http/create-app.ts';
import { healthRoutes } from '../src/service/health.ts';
import { testContext } from '../src/testing.ts';

test('of what is silent elsewhere nobody says that its database is: all of it may be frozen', async () => {
  const { log, metrics } = testContext({});
  const app = createApp({ log, metrics });
  const silent = { ready: () => new Promise<void>(() => {}) };
  healthRoutes(app, [{ name: 'here', ...silent }], metrics, [{ name: 'there', ...silent }]);
  const { statusCode, body } = await app.inject('/health/ready');
  assert.equal(statusCode, 503);
  assert.deepEqual(JSON.parse(body).services, {
    here: 'its database does not answer',
    there: 'it does not answer',
  });
});
