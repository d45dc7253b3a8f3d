import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openTestShop } from './test-shop.ts';

const shop = await openTestShop({ SAGASHOP_TRUST_PROXY: '127.0.0.1' });
const product = await shop.product(1_000, 100);
await shop.courier(100);

async function placed() {
  const alice = await shop.customer(5_000);
  const { email } = (await alice.get('/api/users/me')).body;
  const order = await shop.must(201, alice.order([{ productId: product, quantity: 2 }]));
  return { alice, email: email as string, order };
}

const track = (body: object, address = `10.1.${Math.floor(Math.random() * 250)}.7`) =>
  shop.ask('POST', '/api/orders/track', { body, headers: { 'x-forwarded-for': address } });

test('anyone who knows number and e-mail sees how an order stands, and nothing personal', async () => {
  const { email, order } = await placed();
  const { status, body } = await track({ number: order.number, email: email.toUpperCase() });
  assert.equal(status, 200);
  const { number, lines, deliveryDate } = order;
  const { milestones, withdrawable, ...rest } = body;
  assert.deepEqual(rest, { number, status: 'confirmed', lines, deliveryDate });
  assert.equal(withdrawable, true);
  assert.deepEqual(Object.keys(milestones).sort(), ['confirmedAt', 'paidAt', 'placedAt']);
});

test('an order that was undone tells its reason', async () => {
  const poor = await shop.customer();
  const { email } = (await poor.get('/api/users/me')).body;
  const refused = await shop.must(409, poor.order([{ productId: product, quantity: 1 }]));
  const { number } = (await poor.get(`/api/orders/${refused.orderId}`)).body;
  const { body } = await track({ number, email });
  assert.deepEqual([body.status, body.reason], ['cancelled', 'insufficient_funds']);
});

test('whatever does not fit is answered alike, and what is no question is refused by name', async () => {
  const [one, two] = [await placed(), await placed()];
  const pairs = [
    { number: one.order.number, email: two.email },
    { number: '999999999999', email: one.email },
    { number: '0', email: one.email },
    { number: `0${one.order.number}`, email: one.email },
    { number: "1' or 1=1", email: one.email },
    { number: '9'.repeat(50), email: one.email },
    { number: one.order.id, email: one.email },
  ];
  const answers = await Promise.all(pairs.map((pair) => track(pair)));
  for (const answer of answers) {
    assert.equal(answer.status, 404);
    assert.deepEqual(answer.body, answers[0]!.body);
  }
  for (const body of [
    { number: 100001, email: one.email },
    { number: one.order.number },
    { number: '', email: one.email },
    { number: one.order.number, email: 'none' },
    { number: one.order.number, email: one.email, id: randomUUID() },
  ]) {
    assert.equal((await track(body)).status, 422, JSON.stringify(body));
  }
});

test('an address that guesses is stopped, also when it then guesses right; another is not', async () => {
  const { email, order } = await placed();
  // All at once, since one is forgiven every 20 s.
  const guesses = Array.from({ length: 30 }, (_, count) => ({
    number: order.number.replace(/.$/, String(count % 10)),
    email: `guess${count}@shop.test`,
  }));
  const answers = await Promise.all(guesses.map((guess) => track(guess, '10.9.9.9')));
  for (const answer of answers) assert.equal(answer.status, 404);
  const right = await track({ number: order.number, email }, '10.9.9.9');
  assert.deepEqual([right.status, right.body.code], [429, 'too_many_attempts']);
  assert.ok(Number(right.headers.get('retry-after')) > 0);
  assert.equal((await track({ number: order.number, email }, '10.9.9.8')).status, 200);
});

test('strangers who guess at an order keep out nobody but themselves', async () => {
  const { email, order } = await placed();
  const wrong = (address: string) => track({ number: order.number, email: 'nobody@shop.test' }, address);
  const statuses = [];
  // Thirty at once, from three networks, then one more from each.
  const guesses = Array.from({ length: 30 }, (_, count) => wrong(`10.20.${count % 3}.1`));
  for (const answer of await Promise.all(guesses)) statuses.push(answer.status);
  const answered = statuses.filter((status) => status === 404).length;
  assert.ok(answered > 0 && answered <= 13, `${answered} guesses were answered`);
  const again = await wrong('10.20.0.1');
  assert.equal(again.status, 429);
  assert.ok(Number(again.headers.get('retry-after')) <= 10);
  const { number } = order;
  assert.equal((await track({ number, email }, '10.21.0.1')).status, 200, 'its customer');
  // Networks that have not failed here have room of their own.
  await Promise.all(Array.from({ length: 12 }, (_, count) => wrong(`10.22.${count}.1`)));
  assert.equal((await track({ number, email }, '10.21.0.2')).status, 200);
});

test('a number is one however it is written: with a number sign, with blanks around it, in wide digits', async () => {
  const { email, order } = await placed();
  const { number } = order;
  const wide = [...number].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
  const ways = [
    `#${number}`,
    `№ ${number}`,
    `№${number}`,
    ` ${number}\u00a0`,
    wide,
    `\u202a# ${number}\u202c\n`,
  ];
  for (const way of ways) {
    const answer = await track({ number: way, email }, '10.8.8.8');
    assert.deepEqual([answer.status, answer.body.number], [200, number], JSON.stringify(way));
  }
});

test('what is no number is not taken for one', async () => {
  const { email, order } = await placed();
  const { number } = order;
  const ways = [
    `${number}x`,
    `${number}e0`,
    `0x${Number(number).toString(16)}`,
    `+${number}`,
    `-${number}`,
    `##${number}`,
  ];
  ways.push(
    `${number}.0`,
    `${number},`,
    `${number.slice(0, 3)} ${number.slice(3)}`,
    `0${number}`,
    `# `,
    `№`,
    `${number}#`,
  );
  for (const [n, way] of ways.entries())
    assert.equal((await track({ number: way, email }, `10.30.${n}.1`)).status, 404, way);
});

test('an order is found by its e-mail address in either form of the domain', async () => {
  const domain = `bücher-${randomUUID().slice(0, 8)}.de`;
  const ascii = new URL(`http://${domain}`).host;
  const username = `ivan-${randomUUID().slice(0, 13)}`;
  const password = 'a long enough pass phrase';
  const body = { username, password, email: `Иван@${domain}` };
  await shop.must(201, shop.ask('POST', '/api/users', { body }));
  const signedIn = await shop.must(201, shop.ask('POST', '/api/session', { body: { username, password } }));
  const as = signedIn.token as string;
  await shop.must(201, shop.ask('POST', '/api/account/deposits', { as, body: { amount: 5_000 } }));
  const order = { lines: [{ productId: product, quantity: 1 }] };
  const { number } = await shop.must(201, shop.ask('POST', '/api/orders', { as, body: order }));
  for (const email of [
    `Иван@${domain}`,
    `иван@${ascii}`,
    `ИВАН@${domain.toUpperCase()}`,
    `иван@${domain.normalize('NFD')}`,
  ])
    assert.equal((await track({ number, email })).status, 200, email);
  assert.equal((await track({ number, email: `ivan@${ascii}` })).status, 404, 'another one');
});
