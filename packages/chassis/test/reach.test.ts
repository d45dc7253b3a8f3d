import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from '../src/postgres/connect.ts';
import { patiently, reachDatabase } from '../src/postgres/reach-database.ts';
import { databaseAway } from '../src/postgres/sql-state.ts';

test('it is tried again while somebody is away, which is said once, and when they are back', async () => {
  const said: string[] = [];
  let tries = 0;
  const work = async () => {
    tries += 1;
    if (tries < 4) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    return tries;
  };
  const how = { say: (line: string) => said.push(line), passing: databaseAway };
  assert.equal(await patiently('The database of x', work, how), 4);
  assert.deepEqual(said, [
    'The database of x cannot be reached yet (refused). It is tried again for 60 s.',
    'The database of x answers now.',
  ]);
});

test('what cannot pass ends it at once, and what does not pass ends it in time', async () => {
  const say = () => {};
  const odd = () => Promise.reject(new TypeError('odd'));
  await assert.rejects(patiently('It', odd, { say, passing: databaseAway }), TypeError);
  const refused = connect('postgres://u:hush@127.0.0.1:1/x', { name: 'x', max: 2 });
  await assert.rejects(reachDatabase(refused, 'x', { say, patience: 700 }), ({ message }: Error) =>
    /^The database of x cannot be reached \(.*ECONNREFUSED.*\); it was tried for 1 s\.$/.test(message),
  );
  await refused.end({ timeout: 0 });
  const unresolved = connect('postgres://u:hush@no-such-host.invalid/x', { name: 'x', max: 2 });
  await assert.rejects(
    reachDatabase(unresolved, 'x', { say, patience: 700 }),
    ({ message }: Error) =>
      /cannot be reached \(.*(?:ENOTFOUND|EAI_AGAIN).*\); it was tried/.test(message) &&
      !/hush/.test(message),
  );
  await unresolved.end({ timeout: 0 });
});
