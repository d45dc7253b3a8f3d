import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import {
  cartAtSignIn,
  cartAtSignOut,
  cartCount,
  cartOf,
  keepCart,
  leftOver,
  settleLeftOver,
} from '../app/shop/cart.server.ts';
import { type Cart, MOST_LINES } from '../app/shop/cart.ts';
import { gatherAside } from '../app/shop/carts-aside.server.ts';
import { draftAfter, draftOf, dropDraft, keepDraft } from '../app/shop/draft.server.ts';

const [ANNA, BORIS, TEA, CUP] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const EMPTY: Cart = { owner: null, lines: [] };
const line = (productId: string, quantity: number, seen = 100) => ({ productId, quantity, seen });

type SetCookie = [string, string];

/** A browser that keeps cookies as it is told to, and sends them. */
function browser(first = '', url = 'http://shop.test/cart') {
  const kept = new Map(first ? [['sagashop_cart', first]] : []);
  return {
    request: () =>
      new Request(url, {
        headers: { cookie: [...kept].map(([name, value]) => `${name}=${value}`).join('; ') },
      }),
    take: (cookies: readonly SetCookie[]) => {
      for (const [header, text] of cookies) {
        assert.equal(header, 'set-cookie');
        const [pair = ''] = text.split(';');
        const equals = pair.indexOf('=');
        const name = pair.slice(0, equals);
        if (text.includes('Max-Age=0')) kept.delete(name);
        else kept.set(name, pair.slice(equals + 1));
      }
    },
    names: () => [...kept.keys()].sort(),
    value: (name: string) => kept.get(name),
  };
}

test('a cart comes back from its cookie as it was, for a guest and for a member', () => {
  for (const owner of [null, ANNA]) {
    const visitor = browser();
    const cart: Cart = { owner, lines: [line(TEA, 10_000, 1_000_000_000_000), line(CUP, 1, 0)] };
    visitor.take([keepCart(visitor.request(), cart)]);
    assert.deepEqual(cartOf(visitor.request()), cart);
    assert.equal(cartCount(visitor.request()), 10_001);
  }
});

test('a full cart fits into a cookie with room to spare', () => {
  const lines = Array.from({ length: MOST_LINES }, () => line(randomUUID(), 10_000, 9_999_999_999_999));
  const [, text] = keepCart(browser().request(), { owner: ANNA, lines });
  assert.ok(text.length < 3_500, String(text.length));
});

test('scripts and other sites do not get the cookie, and with TLS it travels over TLS only', () => {
  const [, plain] = keepCart(browser().request(), { owner: null, lines: [line(TEA, 1)] });
  assert.match(plain, /^sagashop_cart=.*; Path=\/; HttpOnly; SameSite=Lax; Max-Age=7776000$/);
  const [, secure] = keepCart(browser('', 'https://shop.test/').request(), { owner: ANNA, lines: [] });
  assert.match(secure, /^__Host-sagashop_cart=.*; Secure$/);
});

test('of an odd cookie what is a line counts, and the rest is left out', () => {
  const good = `${TEA}.2.100`;
  const odd: [string, Cart][] = [
    ['', EMPTY],
    ['guest', EMPTY],
    ['nonsense', EMPTY],
    [good, EMPTY],
    [`guest~${good}`, { owner: null, lines: [line(TEA, 2)] }],
    [`somebody~${good}`, { owner: null, lines: [line(TEA, 2)] }],
    [`${ANNA}~${good}`, { owner: ANNA, lines: [line(TEA, 2)] }],
    [`guest~${TEA}.0.100~${good}`, { owner: null, lines: [line(TEA, 2)] }],
    [`guest~${TEA}.10001.100`, EMPTY],
    [`guest~${TEA}.-1.100~${TEA}.1.5.100~${TEA}.2~${TEA}.x.100~${TEA}.2.`, EMPTY],
    [`guest~${TEA}.2.99999999999999`, EMPTY],
    [`guest~${'-'.repeat(36)}.1.100~../../etc/passwd.1.1~<script>.1.1`, EMPTY],
    [`guest~${good}~${TEA}.5.90`, { owner: null, lines: [line(TEA, 5, 90)] }],
    ['~~~~', EMPTY],
    [`guest~${good};injected`, { owner: null, lines: [line(TEA, 2)] }],
    ['%00%ff\\"', EMPTY],
  ];
  for (const [text, cart] of odd) assert.deepEqual(cartOf(browser(text).request()), cart, text);
});

test('a cookie with more lines than a cart has is cut', () => {
  const lines = Array.from({ length: MOST_LINES + 20 }, () => `${randomUUID()}.1.100`);
  assert.equal(cartOf(browser(`guest~${lines.join('~')}`).request()).lines.length, MOST_LINES);
});

test('signing in merges a guest’s cart with the one that the member left, and leaves nothing behind', () => {
  const visitor = browser();
  const put = (cart: Cart) => visitor.take([keepCart(visitor.request(), cart)]);
  put({ owner: ANNA, lines: [line(TEA, 1)] });
  visitor.take(cartAtSignOut(visitor.request()));
  assert.deepEqual(cartOf(visitor.request()), EMPTY);
  put({ owner: null, lines: [line(CUP, 2)] });
  visitor.take(cartAtSignIn(visitor.request(), ANNA));
  assert.deepEqual(cartOf(visitor.request()), { owner: ANNA, lines: [line(TEA, 1), line(CUP, 2)] });
  assert.deepEqual(visitor.names(), ['sagashop_cart']);
  assert.deepEqual(cartAtSignIn(visitor.request(), ANNA), [], 'signed in again, nothing changes');
});

test('a member whose session ended finds another member’s cart neither merged nor lost', () => {
  const visitor = browser();
  visitor.take([keepCart(visitor.request(), { owner: ANNA, lines: [line(TEA, 1)] })]);
  visitor.take(cartAtSignIn(visitor.request(), BORIS));
  assert.deepEqual(cartOf(visitor.request()), { owner: BORIS, lines: [] });
  visitor.take(cartAtSignIn(visitor.request(), ANNA));
  assert.deepEqual(cartOf(visitor.request()), { owner: ANNA, lines: [line(TEA, 1)] });
});

/** A cart with as much in it as there can be. */
const fullCart = (owner: string | null): Cart => ({
  owner,
  lines: Array.from({ length: MOST_LINES }, () => line(randomUUID(), 10_000, 9_999_999_999_999)),
});

test('what a guest had put in and does not fit into the member’s cart waits beside it, over a sign-out too', () => {
  const visitor = browser();
  const own = fullCart(ANNA);
  visitor.take([keepCart(visitor.request(), own)]);
  visitor.take(cartAtSignOut(visitor.request()));
  visitor.take([keepCart(visitor.request(), { owner: null, lines: [line(TEA, 2), line(CUP, 1)] })]);
  visitor.take(cartAtSignIn(visitor.request(), ANNA));
  assert.deepEqual(cartOf(visitor.request()), own);
  assert.deepEqual(leftOver(visitor.request()), [line(TEA, 2), line(CUP, 1)]);
  visitor.take(cartAtSignOut(visitor.request()));
  assert.deepEqual(leftOver(visitor.request()), []);
  visitor.take(cartAtSignIn(visitor.request(), ANNA));
  visitor.take([keepCart(visitor.request(), { ...own, lines: own.lines.slice(1) })]);
  visitor.take(settleLeftOver(visitor.request(), false));
  assert.deepEqual(cartOf(visitor.request()).lines, [...own.lines.slice(1), line(TEA, 2)]);
  assert.deepEqual(leftOver(visitor.request()), [line(CUP, 1)]);
  visitor.take(settleLeftOver(visitor.request(), true));
  assert.deepEqual(visitor.names(), ['sagashop_cart']);
});

test('however many members sign in and out in one browser, what it sends stays short, and the last ones’ carts wait', () => {
  const visitor = browser();
  const members = Array.from({ length: 200 }, () => fullCart(randomUUID()));
  for (const cart of members) {
    visitor.take(cartAtSignIn(visitor.request(), cart.owner!));
    visitor.take([keepCart(visitor.request(), cart)]);
    visitor.take(cartAtSignOut(visitor.request()));
  }
  assert.ok(visitor.request().headers.get('cookie')!.length < 4_096);
  for (const cart of members.slice(-2)) {
    visitor.take(cartAtSignIn(visitor.request(), cart.owner!));
    assert.deepEqual(cartOf(visitor.request()), cart);
    visitor.take(cartAtSignOut(visitor.request()));
  }
});

test('a cookie for each member, as releases before had them, becomes one, and no cart of the newest is lost', () => {
  const carts = Array.from({ length: 60 }, () => ({
    owner: randomUUID(),
    lines: [line(TEA, 2), line(CUP, 1)],
  }));
  const visitor = browser();
  const older = carts.map(({ owner }) => `sagashop_cart_of_${owner}=${owner}~${TEA}.2.100~${CUP}.1.100`);
  visitor.take(older.map((text): SetCookie => ['set-cookie', text]));
  for (let turn = 0; turn < 2; turn += 1) visitor.take(gatherAside(visitor.request()));
  assert.deepEqual(visitor.names(), ['sagashop_carts']);
  assert.deepEqual(gatherAside(visitor.request()), []);
  const newest = carts.at(-1)!;
  visitor.take(cartAtSignIn(visitor.request(), newest.owner));
  assert.deepEqual(cartOf(visitor.request()), newest);
});

test('of an odd cookie of carts what is one counts', () => {
  const visitor = browser();
  visitor.take([keepCart(visitor.request(), { owner: ANNA, lines: [line(TEA, 1)] })]);
  visitor.take(cartAtSignOut(visitor.request()));
  const good = visitor.value('sagashop_carts')!;
  for (const odd of ['', '!', '++', '~~', 'x~y~z', `${'A'.repeat(22)}~!`, '%00', `+${'A'.repeat(5000)}`]) {
    visitor.take([
      ['set-cookie', `sagashop_carts=${odd}!${good}~${'B'.repeat(22)}0.1~${'C'.repeat(22)}zzzz.1`],
    ]);
    visitor.take(cartAtSignIn(visitor.request(), ANNA));
    assert.deepEqual(cartOf(visitor.request()), { owner: ANNA, lines: [line(TEA, 1)] }, odd);
    visitor.take(cartAtSignOut(visitor.request()));
  }
});

test('signing out leaves a guest’s cart where it is', () => {
  const visitor = browser(`guest~${TEA}.2.100`);
  assert.deepEqual(cartAtSignOut(visitor.request()), []);
});

test('a checkout is read by its member alone, and what cannot be read is an empty one', () => {
  const visitor = browser();
  visitor.take([['set-cookie', `sagashop_session=${'s'.repeat(43)}`]]);
  const address = { street: 'Садовая, 7; кв. 2', zip: '', city: 'Тверь', region: '' };
  visitor.take([keepDraft(visitor.request(), { owner: ANNA, address, day: '2030-05-01', done: [] })]);
  assert.deepEqual(draftOf(visitor.request(), ANNA).address, address);
  assert.deepEqual(draftOf(visitor.request(), BORIS), { owner: BORIS, done: [] });
  visitor.take([dropDraft(visitor.request())]);
  for (const text of [
    '',
    '!!!',
    'bnVsbA',
    'e30',
    'WzFd',
    Buffer.from(`{"owner":"${ANNA}"}`).toString('base64url'),
  ]) {
    visitor.take([['set-cookie', `sagashop_checkout=${text}`]]);
    assert.deepEqual(draftOf(visitor.request(), ANNA), { owner: ANNA, done: [] }, text);
  }
});

test('of a checkout’s cookie that was written by hand, what makes sense counts', () => {
  const address = { street: 'Lindenallee 7', zip: '', city: 'Berlin', region: 'BE' };
  const attempt = { key: 'k', print: 'p', sent: 1, refused: 'overloaded' };
  const done = [['k1', 'o1']];
  const odd: [object, object][] = [
    [
      { address, day: '2030-05-01', attempt, done },
      { address, day: '2030-05-01', attempt, done },
    ],
    [{ address: { ...address, street: 7 }, done: 'none' }, { done: [] }],
    [
      { attempt: { key: 'k', print: 'p', sent: 'now', refused: 7 } },
      { attempt: { key: 'k', print: 'p' }, done: [] },
    ],
    [{ attempt: { key: 'k', print: 'p' } }, { attempt: { key: 'k', print: 'p' }, done: [] }],
    [{ attempt: { key: 'k\r\nx: y', print: 'p' }, done: [['k', 'o\n'], ...done] }, { done }],
    [{ address: { ...address, city: 'x'.repeat(20_000) } }, { done: [] }],
    [{ address: { ...address, street: 'a\nb' } }, { done: [] }],
    [{ address: { ...address, region: 7 } }, { done: [] }],
    [
      { address, line: 'zip, region, city, street', done },
      { address, line: 'zip, region, city, street', done },
    ],
    [
      { address, line: 'constructor, zip, region, city', done },
      { address, done },
    ],
    [{ address: 5, day: '2030-99-99', attempt: 'soon', done: [1, null, ['k'], ...done] }, { done }],
    [{ address: null, day: ['2030-05-01x'], attempt: null }, { done: [] }],
  ];
  for (const [written, read] of odd) {
    const text = Buffer.from(JSON.stringify({ owner: ANNA, ...written })).toString('base64url');
    const request = new Request('http://shop.test/', { headers: { cookie: `sagashop_checkout=${text}` } });
    assert.deepEqual(draftOf(request, ANNA), { owner: ANNA, ...read });
  }
});

test('after an order the address stays, day and try go, and the last three tries are known', () => {
  const address = { street: 'Lindenallee 7', zip: '', city: 'Berlin', region: 'BE' };
  const attempt = { key: 'k4', print: 'p', sent: 1 };
  const done: [string, string][] = [
    ['k3', 'o3'],
    ['k2', 'o2'],
    ['k1', 'o1'],
  ];
  const line = 'zip, region, city, street';
  const before = { owner: ANNA, address, line, day: '2030-05-01', attempt, done };
  const after = { owner: ANNA, address, line, done: [['k4', 'o4'], ...done.slice(0, 2)] };
  assert.deepEqual(draftAfter(before, 'k4', { id: 'o4', ended: true }), after);
  const awaited = draftAfter(before, 'k4', { id: 'o4', ended: false });
  assert.deepEqual(awaited, { ...after, awaited: 'o4' }, 'one that has not ended may still be refused');
});
