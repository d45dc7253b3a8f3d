import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sendMails } from '../../services/notify/src/actions/send-mails.ts';
import { mailWorld } from '../../services/notify/test/mail-world.ts';

const MAILS = 1000;

test('a thousand mails by a server with every fault: none is lost, and what comes twice has one Message-ID', async () => {
  const world = await mailWorld();
  const orders = [];
  for (let at = 0; at < MAILS; at++) orders.push(await world.order());
  const mood = () => [...Array(6).fill('accept'), 'die', 451, 421][Math.floor(Math.random() * 9)];
  world.smtp.says.data = mood;
  // Two processes, one of which dies now and then between the server's answer and its own note.
  const mortal = {
    ...world.sending.post,
    send: async (letter: never) => {
      const answer = await world.sending.post.send(letter);
      if (Math.random() < 0.02) throw new Error('it dies here');
      return answer;
    },
  };
  const waiting = async () =>
    (await world.sql`select count(*)::int as n from mails where state = 'waiting'`)[0]!['n'] as number;
  for (let round = 0; (await waiting()) > 0; round++) {
    assert.ok(round < 100, 'they come to an end');
    if (round > 10) world.smtp.says.data = () => 'accept';
    await Promise.allSettled([world.send(), sendMails({ ...world.sending, post: mortal })]);
    await world.sql`update mails set due_at = now() where state = 'waiting'`;
  }
  const states = await world.sql`select state, count(*)::int as n from mails group by state`;
  assert.deepEqual(
    states.map(({ state, n }) => [state, n]),
    [['sent', MAILS]],
  );
  const arrived = Map.groupBy(world.smtp.mails, ({ to }) => [to].flat()[0]!.text);
  assert.equal(arrived.size, orders.length);
  for (const copies of arrived.values())
    assert.equal(new Set(copies.map(({ messageId }) => messageId)).size, 1);
});
