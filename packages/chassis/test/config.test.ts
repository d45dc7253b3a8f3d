import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { readConfig } from '../src/config.ts';

const Schema = Type.Object({
  PORT: Type.Integer({ minimum: 1, default: 3000 }),
  PAYMENT_DATABASE_URL: Type.String(),
});

test('variables are converted, defaults filled in, and empty ones taken as unset', () => {
  const config = readConfig(Schema, { PORT: '', PAYMENT_DATABASE_URL: 'postgres://x', OTHER: 'ignored' });
  assert.deepEqual(config, { PORT: 3000, PAYMENT_DATABASE_URL: 'postgres://x' });
  assert.equal(readConfig(Schema, { PORT: '8080', PAYMENT_DATABASE_URL: 'x' }).PORT, 8080);
});

test('an error names the variable and what it should be', () => {
  assert.throws(() => readConfig(Schema, {}), /PAYMENT_DATABASE_URL: is required/);
  assert.throws(
    () => readConfig(Schema, { PORT: 'many', PAYMENT_DATABASE_URL: 'x' }),
    /PORT: must be integer/,
  );
});
