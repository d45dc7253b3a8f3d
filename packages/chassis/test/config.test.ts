import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Type } from 'typebox';
import { readConfig, withSecretFiles } from '../src/config/config.ts';

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

test('a currency is one of ISO 4217, and a zone one that there is', () => {
  const Formats = Type.Object({
    CURRENCY: Type.String({ format: 'currency', default: 'RUB' }),
    ZONE: Type.String({ format: 'time-zone', default: 'UTC' }),
  });
  for (const odd of ['XYZ', 'rub', 'ROUBLE', 'XAU']) {
    const wrong = /CURRENCY: must be a currency of ISO 4217, such as RUB/;
    assert.throws(() => readConfig(Formats, { CURRENCY: odd }), wrong, odd);
  }
  assert.equal(readConfig(Formats, { CURRENCY: 'KWD' }).CURRENCY, 'KWD');
  assert.throws(
    () => readConfig(Formats, { ZONE: 'Mars/Olympus' }),
    /ZONE: must be a time zone, such as Europe\/Moscow/,
  );
});

test('a secret may stand in a file; one that is not there, or given twice, is named', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'url');
  await writeFile(file, 'postgres://payment:secret@db/payment\n');
  const env = withSecretFiles({ PAYMENT_DATABASE_URL_FILE: file, OTHER_FILE: '/nowhere', EMPTY: '' });
  assert.equal(env['PAYMENT_DATABASE_URL'], 'postgres://payment:secret@db/payment');
  assert.equal(env['OTHER'], undefined);
  assert.throws(
    () => withSecretFiles({ SAGASHOP_INTERNAL_KEYS_FILE: join(folder, 'no') }),
    /SAGASHOP_INTERNAL_KEYS_FILE: .*no such file/,
  );
  assert.throws(
    () => withSecretFiles({ PAYMENT_DATABASE_URL: 'x', PAYMENT_DATABASE_URL_FILE: file }),
    /not both/,
  );
});
