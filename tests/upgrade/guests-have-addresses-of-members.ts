import assert from 'node:assert/strict';
import type { Hosted } from '../../cli/src/host.ts';

/** The users of the release before are members, and their addresses stay theirs among members. */
export async function guestsHaveAddressesOfMembers(
  gateway: Hosted['gateway'],
  dump: (name: string, query: string) => Promise<Record<string, string>[]>,
): Promise<void> {
  assert.deepEqual(await dump('user', 'select username from users where guest'), []);
  const [alice] = await dump('user', "select email from users where username = 'alice'");
  const email = alice!['email'];
  const guest = { method: 'POST', url: '/api/guests', payload: { email, firstName: 'Al' } } as const;
  assert.equal((await gateway.inject(guest)).statusCode, 201);
  // The release before, which still runs, makes members, and knows by its index that an address is taken.
  await assert.rejects(
    dump(
      'user',
      `insert into users (id, username, email, language) values (gen_random_uuid(), 'al-2', '${email}', 'en')`,
    ),
    { constraint_name: 'users_email_key' },
  );
}
