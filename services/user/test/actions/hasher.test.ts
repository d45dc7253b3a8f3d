import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHasher } from '../../src/actions/hasher.ts';

test('a hash is argon2id of the recommended cost, and knows its password', async () => {
  const hasher = createHasher();
  const kept = await hasher.hash('correct horse');
  assert.match(kept, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.equal(await hasher.verify(kept, 'correct horse'), true);
  assert.equal(await hasher.verify(kept, 'correct house'), false);
});

test('to find that nobody has a name takes as long as to find that the password is wrong', async () => {
  const hasher = createHasher();
  const kept = await hasher.hash('correct horse');
  // Time of the processor, of all threads: what else runs on the machine does not count.
  const cost = async (hash: string | undefined) => {
    const before = process.cpuUsage();
    assert.equal(await hasher.verify(hash, 'wrong'), false);
    const { user, system } = process.cpuUsage(before);
    return user + system; // only their sum is exact
  };
  let [known, unknown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let n = 0; n < 7; n += 1) {
    known = Math.min(known, await cost(kept));
    unknown = Math.min(unknown, await cost(undefined));
  }
  assert.ok(unknown > known / 3 && known > unknown / 3, `${known} µs and ${unknown} µs`);
});

test('when the queue is full the next is refused as overloaded, but not who is patient', async () => {
  const hasher = createHasher({ room: 2 });
  const first = Array.from({ length: 3 }, () => hasher.hash('a password'));
  await assert.rejects(hasher.hash('one too many'), {
    code: 'overloaded',
    status: 503,
    headers: { 'retry-after': '2' },
  });
  const patient = hasher.hash('from inside', { patient: true });
  await Promise.all([...first, patient]);
  await hasher.hash('room again');
});
