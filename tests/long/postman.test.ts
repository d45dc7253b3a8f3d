import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openTestShop } from '../journeys/test-shop.ts';

const NEWMAN = fileURLToPath(import.meta.resolve('newman/bin/newman.js'));
const COLLECTION = fileURLToPath(new URL('../../docs/api/sagashop.postman_collection.json', import.meta.url));

test('the Postman collection runs from sign-up to message and meets every refusal', async () => {
  const shop = await openTestShop({ SAGASHOP_LAB: '1' });
  const variables = ['--env-var', `baseUrl=${shop.url}`, '--env-var', 'adminPassword=admin-password-1'];
  const newman = spawn(process.execPath, [NEWMAN, 'run', COLLECTION, ...variables, '--color', 'off']);
  let said = '';
  for (const stream of [newman.stdout, newman.stderr]) stream.on('data', (text) => (said += text));
  const code = await new Promise((resolve) => newman.once('exit', resolve));
  assert.equal(code, 0, said);
  assert.ok((await shop.audit()).ok);
});
