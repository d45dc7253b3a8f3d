import assert from 'node:assert/strict';
import type { Hosted } from '../../cli/src/host.ts';

/** An address that the release before keeps, also while this one runs, has no region until it is given one. */
export async function addressesHaveRegions(
  gateway: Hosted['gateway'],
  headers: Record<string, string>,
  dump: (name: string, query: string) => Promise<Record<string, string>[]>,
): Promise<void> {
  const [kept] = await dump(
    'user',
    `insert into addresses (id, user_id, street, zip, city)
      select gen_random_uuid(), id, '7 Main St', '62704', 'Springfield' from users where username = 'deputy'
      returning id`,
  );
  const address = { id: kept!['id'], street: '7 Main St', zip: '62704', city: 'Springfield', region: null };
  const url = '/api/users/me/addresses';
  const items = async () => JSON.parse((await gateway.inject({ url, headers })).body).items;
  assert.deepEqual(await items(), [address]);
  const { id, ...place } = { ...address, region: 'IL' };
  const put = { method: 'PUT', url: `${url}/${id}`, headers, payload: place } as const;
  assert.equal((await gateway.inject(put)).statusCode, 200);
  assert.deepEqual(await items(), [{ ...address, region: 'IL' }]);
  // It knows no regions, and reads the address as it always did.
  assert.deepEqual(await dump('user', 'select street, zip, city from addresses'), [
    { street: '7 Main St', zip: '62704', city: 'Springfield' },
  ]);
}
