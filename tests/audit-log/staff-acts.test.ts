import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { STAFF_ACTS } from '@sagashop/vocabulary/staff-acts';
import { openTestShop } from '../journeys/test-shop.ts';
import { staffRoutes } from './staff-routes.ts';
import { PERSONAL, staffWorld } from './staff-world.ts';

/** Routes of staff that change nothing of the shop, and why. */
const NO_ENTRY: Record<string, string> = {
  'POST /api/session/tokens': 'gives a command of the shop’s owner a token for itself',
  'PUT /api/orders/{id}/presence': 'says who looks at an order just now, and changes none',
  'DELETE /api/orders/{id}/presence': 'the same',
  'POST /api/lab/faults':
    'is of the laboratory: it lasts minutes, and stands beside the orders that it strikes',
  'DELETE /api/lab/faults': 'the same',
  'DELETE /api/lab/faults/{id}': 'the same',
};

/** Acts of routes that take more than a shop which is well, and the tests that look for their entries. */
const LOOKED_FOR_ELSEWHERE: Record<string, { act: string; file: string }> = {
  'POST /api/sagas/{id}/retry': { act: 'saga.retry', file: 'sagas.test.ts' },
  'POST /api/sagas/retries': { act: 'bulk.begin', file: 'saga-retries.test.ts' },
  'POST /api/sagas/{id}/turn-back': { act: 'saga.turn-back', file: 'sagas-turned-back.test.ts' },
};

interface Entry {
  id: string;
  actor: { name: string };
  action: string;
  subject: string;
  before: object;
  after: object;
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const shop = await openTestShop();
const { sent, ofWorld, special } = await staffWorld(shop);
const routes = await staffRoutes(shop.urls);
const words = JSON.parse(
  readFileSync(new URL('../../web/app/words/en.json', import.meta.url), 'utf8'),
) as Record<string, string>;
/** What earlier routes were about: what comes of a parcel, for one, is written in delivery a moment later. */
const earlier = new Set<string>();
const seen = new Set<string>(['saga.retry', 'saga.turn-back', 'customer.unblock']);

const idIn = (subject: string) => subject.split(':')[1]!;
const logged = async (): Promise<Entry[]> =>
  (await shop.must(200, shop.ask('GET', '/api/audit-log?limit=20', { as: shop.admin }))).items;

for (const { route, words: said } of routes) {
  if (route in NO_ENTRY || route in LOOKED_FOR_ELSEWHERE) continue;
  test(`${route} leaves its entry in the audit log`, async () => {
    const example = { values: ofWorld(said.values ?? {}), body: said.body && ofWorld(said.body) };
    const wish = { ...example, ...(await special[route]?.()) };
    const [method, path] = route.split(' ') as [string, string];
    const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) => String(wish.values[name]));
    const before = new Set((await logged()).map(({ id }) => id));
    const answer = await sent(method, filled, wish);
    assert.ok(answer.status < 300, `${answer.status} ${JSON.stringify(answer.body)}`);
    const fresh = (await logged()).filter(({ id }) => !before.has(id));
    const known = new Set(`${filled} ${JSON.stringify([wish.body, answer.body, wish.about])}`.match(ID));
    const entries = fresh.filter(({ subject }) => known.has(idIn(subject)) || !earlier.has(idIn(subject)));
    for (const id of known) earlier.add(id);
    assert.ok(entries.length > 0, 'there is none');
    for (const { actor, action, subject, before: was, after } of entries) {
      seen.add(action);
      assert.equal(actor.name, 'admin');
      assert.ok(
        STAFF_ACTS.some((act) => act === action),
        action,
      );
      assert.ok(subject.endsWith(':all') || known.has(idIn(subject)), subject);
      const fields = Object.keys({ ...was, ...after });
      assert.ok(fields.length > 0, 'it says what has changed');
      const wordless = fields.filter((field) => !(`admin.log.field.${field}` in words));
      assert.deepEqual(wordless, [], 'the page of the log has words for each field');
    }
  });
}

test('a part of an order that staff cancel leaves its entry in the audit log', async () => {
  const product = await shop.product(100, 10);
  const { body } = await (await shop.customer(10_000)).order([{ productId: product, quantity: 2 }]);
  const pieces = { lines: [{ lineId: body.lines[0].id, quantity: 1 }] };
  const path = `/api/orders/${body.id}/cancellation`;
  await shop.must(200, shop.ask('POST', path, { as: shop.admin, body: pieces }));
  const [entry] = await logged();
  assert.deepEqual([entry?.action, entry?.subject], ['order.cancel-part', `order:${body.id}`]);
  seen.add(entry!.action);
});

test('no entry says anything personal', async () => {
  const all = await shop.must(200, shop.ask('GET', '/api/audit-log?limit=100', { as: shop.admin }));
  const entries = all.items.map(({ actor: _, subjectName: __, ...entry }: Record<string, unknown>) => entry);
  for (const text of PERSONAL) assert.ok(!JSON.stringify(entries).includes(text), text);
});

test('every act for which pages have words is done by some route, or looked for by another test', () => {
  // By whoever has the link of an invitation: services/user/test/http/invitations.test.ts.
  seen.add('staff.join');
  assert.deepEqual(
    STAFF_ACTS.filter((act) => !seen.has(act)),
    [],
  );
  for (const { act, file } of Object.values(LOOKED_FOR_ELSEWHERE)) {
    const text = readFileSync(new URL(`../../services/order/test/http/${file}`, import.meta.url), 'utf8');
    assert.ok(text.includes(`'${act}'`), act);
  }
  const known = new Set(routes.map(({ route }) => route));
  const listed = [...Object.keys(NO_ENTRY), ...Object.keys(LOOKED_FOR_ELSEWHERE), ...Object.keys(special)];
  assert.deepEqual(
    listed.filter((route) => !known.has(route)),
    [],
  );
});

const file = async (query: string) => {
  const answer = await shop.ask('GET', `/api/exports/audit-log.csv?${query}`, { as: shop.admin });
  return { status: answer.status, lines: String(answer.body).trim().split('\r\n') };
};

test('the log is searched for words, in any case of letters, and leaves as a file with the same filters', async () => {
  const product = await shop.product(100, 0);
  const note = 'Fell off “the” SHELF, 50 % gone_';
  const body = { quantity: 1, note };
  await shop.must(201, shop.ask('POST', `/api/stock/${product}/receipts`, { as: shop.admin, body }));
  const found = async (query: Record<string, string>) => {
    const asked = new URLSearchParams({ subject: `product:${product}`, ...query });
    const { items } = await shop.must(200, shop.ask('GET', `/api/audit-log?${asked}`, { as: shop.admin }));
    const { lines } = await file(asked.toString());
    assert.equal(lines.length, items.length + 1, JSON.stringify(query));
    return items.map(({ action }: Entry) => action);
  };
  assert.deepEqual(await found({}), ['stock.receive', 'product.create']);
  for (const text of ['fell OFF “the”', '50 %', 'gone_', 'received'])
    assert.deepEqual(await found({ text }), ['stock.receive'], text);
  assert.deepEqual(await found({ text: 'ЧАЙНИК' }), ['product.create']);
  assert.deepEqual(await found({ text: '5%' }), []);
  assert.deepEqual(await found({ from: '2999-01-01' }), []);
  const { lines } = await file(`subject=product:${product}`);
  assert.match(
    lines[0]!,
    /^\ufeff?id,at,actor,actorId,roles,action,subject,subjectName,before,after,reason,from$/,
  );
  assert.match(lines[1]!, /,admin,.*,owner,stock\.receive,.*"\{""onHand"":0\}","\{""onHand"":1\}",/);
});

test('nonsense in the filters of the list and of the file is refused by name', async () => {
  for (const query of [
    'actor=me',
    'from=yesterday',
    'to=2026-13-01',
    'text=',
    'text=%00',
    `text=${'x'.repeat(201)}`,
  ]) {
    for (const path of ['/api/audit-log', '/api/exports/audit-log.csv']) {
      const { status, body } = await shop.ask('GET', `${path}?${query}`, { as: shop.admin });
      assert.deepEqual([status, body.code], [422, 'validation_failed'], `${path}?${query}`.slice(0, 80));
    }
  }
  // The day after it has a year that PostgreSQL does not take as it is written.
  assert.equal((await file('to=9999-12-31')).status, 200);
  const { token } = await shop.customer();
  assert.equal((await shop.ask('GET', '/api/exports/audit-log.csv', { as: token })).status, 403);
});

const failing = async () =>
  (await shop.audit()).invariants
    .filter(({ ok }: { ok: boolean }) => !ok)
    .map(({ name }: { name: string }) => name);

test('the audit finds every act with its entry, and each kind of act is broken below', async () => {
  await shop.settled();
  const { invariants } = await shop.audit();
  const checked = invariants
    .map(({ name }: { name: string }) => /^audit log: every (.*) has its entry$/.exec(name)?.[1])
    .filter(Boolean);
  const broken = new Set([...GONE.map(([, , what]) => what), 'move of a delivery']);
  assert.deepEqual(checked.sort(), [...broken].sort());
});

/** By service and act: what the audit says when the act's entries are gone. */
const GONE: [string, string, string][] = [
  ['order', 'order.refund', 'refund'],
  ['order', 'order.cancel', 'cancellation by staff'],
  ['order', 'order.cancel-part', 'cancelled part'],
  ['order', 'order.note', 'note'],
  ['order', 'return.receive', 'act on a return'],
  ['payment', 'account.adjust', 'adjustment of a balance'],
  ['stock', 'stock.receive', 'movement of stock by staff'],
  ['stock', 'stock.adjust', 'movement of stock by staff'],
  ['user', 'staff.change', 'change of roles'],
  ['user', 'customer.block', 'block of a customer'],
  ['catalog', 'product.change', 'change of a price'],
  ['delivery', 'courier.change', 'change of a courier'],
  ['delivery', 'courier.plan-day', "plan of a courier's day"],
];

for (const [service, act, what] of GONE) {
  test(`the audit names what has lost its entries in the audit log: ${act}`, async () => {
    const those = `from audit_log where action = '${act}'`;
    const free = 'alter table audit_log disable trigger audit_log_is_append_only';
    const guarded = 'alter table audit_log enable always trigger audit_log_is_append_only';
    await shop.corrupt(
      service,
      `create table lost as select * ${those}; ${free}; delete ${those}; ${guarded}`,
    );
    assert.deepEqual(await failing(), [`audit log: every ${what} has its entry`]);
    await shop.corrupt(service, 'insert into audit_log select * from lost; drop table lost');
    assert.deepEqual(await failing(), []);
  });
}

test('the audit names roles, prices, deliveries and amounts that were changed behind the log’s back', async () => {
  const cases: [string, string, RegExp, string][] = [
    [
      'user',
      "update users set roles = '{packer}' where roles = '{clerk}'",
      /roles/,
      "update users set roles = '{clerk}' where roles = '{packer}'",
    ],
    [
      'order',
      'update refunds set amount = amount + 1',
      /every refund/,
      'update refunds set amount = amount - 1',
    ],
    [
      'stock',
      'update movements set on_hand = on_hand + 1 where by is not null',
      /movement/,
      'update movements set on_hand = on_hand - 1 where by is not null',
    ],
    [
      'catalog',
      'update price_changes set price = price + 7',
      /price/,
      'update price_changes set price = price - 7',
    ],
    [
      'delivery',
      `create table were as select order_id, courier_id from bookings;
        update bookings set courier_id = (select id from couriers where id <> courier_id limit 1)`,
      /move of a delivery/,
      `update bookings set courier_id = were.courier_id from were where were.order_id = bookings.order_id;
        drop table were`,
    ],
  ];
  for (const [service, breaks, said, mends] of cases) {
    await shop.corrupt(service, breaks);
    const found = await failing();
    assert.ok(
      found.some((name: string) => said.test(name)),
      `${breaks}: ${found}`,
    );
    await shop.corrupt(service, mends);
  }
  assert.deepEqual(await failing(), []);
});
