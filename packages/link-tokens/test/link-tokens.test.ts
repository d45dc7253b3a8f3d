import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { linkTokens } from '../src/link-tokens.ts';
import { secretKey } from '../src/secret-key.ts';

test('a token tells its ids again, of its kind alone, by the same secret alone, and whole alone', async () => {
  const kept = randomBytes(32);
  const tokens = linkTokens<'open' | 'close'>(secretKey(async () => kept));
  const others = linkTokens<'open'>(secretKey(async (fresh) => fresh));
  const ids = [randomUUID(), randomUUID()];
  const token = await tokens.tokenOf('open', ...ids);
  assert.deepEqual(await tokens.idsOf('open', token), ids);
  assert.equal(await tokens.idOf('open', token), undefined, 'it has two');
  assert.equal(await tokens.idOf('open', await tokens.tokenOf('open', ids[0]!)), ids[0]);
  assert.equal(await tokens.idsOf('close', token), undefined);
  assert.equal(await others.idsOf('open', token), undefined);
  const wrong = [
    '',
    'x',
    'é'.repeat(86),
    token.slice(1),
    `${token}A`,
    token.slice(22),
    '\0',
    'A'.repeat(100_000),
  ];
  for (const one of wrong) assert.equal(await tokens.idsOf('open', one), undefined, one.slice(0, 99));
});

test('a secret that could not be read is asked for again', async () => {
  let asked = 0;
  const secret = secretKey(async (fresh) => {
    asked += 1;
    if (asked === 1) throw new Error('away');
    return fresh;
  });
  await assert.rejects(secret());
  assert.equal(await secret(), await secret());
  assert.equal(asked, 2);
});
