import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { addressLine, draftAtSignIn, draftOf, keepDraft, nextStep } from '../app/shop/draft.server.ts';
import { opened, sealed } from '../app/shop/sealed.server.ts';
import { keepUnsent, unsentAtSignIn, unsentOn } from '../app/shop/unsent.server.ts';

const [ANNA, BORIS] = [randomUUID(), randomUUID()];
const address = { street: 'Lindenallee 7', zip: '10115', city: 'Berlin', region: '' };
const newSession = () => randomBytes(32).toString('base64url');

/** A browser that is signed in, and sends the cookies that it was told to keep. */
function signedIn(session: string, owner = ANNA) {
  const kept = new Map([
    ['sagashop_session', session],
    ['sagashop_cart', owner],
  ]);
  return {
    at: (path: string) =>
      new Request(`http://shop.test${path}`, {
        headers: { cookie: [...kept].map((pair) => pair.join('=')).join('; ') },
      }),
    take: (cookies: readonly [string, string][]) => {
      for (const [, text] of cookies) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(text)!;
        if (value) kept.set(name!, value);
        else kept.delete(name!);
      }
    },
    become: (next: string) => kept.set('sagashop_session', next),
    names: () => [...kept.keys()].sort(),
    value: (name: string) => kept.get(name) ?? '',
  };
}

test('what is sealed is read with the same session for the same purpose, and is not to be changed', () => {
  const session = newSession();
  const value = sealed(session, 'a', 'Lindenallee 7');
  assert.equal(opened(session, 'a', value), 'Lindenallee 7');
  assert.notEqual(sealed(session, 'a', 'Lindenallee 7'), value);
  const bytes = Buffer.from(value, 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const other = Buffer.from(bytes);
    other[at]! ^= 1;
    assert.equal(opened(session, 'a', other.toString('base64url')), undefined, String(at));
  }
  for (const short of ['', 'odd', value.slice(0, 30)]) assert.equal(opened(session, 'a', short), undefined);
  assert.equal(opened(session, 'b', value), undefined);
  assert.equal(opened(newSession(), 'a', value), undefined);
});

test('a checkout goes on under the session that its member begins next, and ends at another’s', () => {
  for (const [who, expected] of [
    [ANNA, address],
    [BORIS, undefined],
  ] as const) {
    const [old, next] = [newSession(), newSession()];
    const visitor = signedIn(old);
    visitor.take([keepDraft(visitor.at('/checkout'), { owner: ANNA, address, done: [['k', 'o']] })]);
    assert.doesNotMatch(Buffer.from(visitor.value('sagashop_checkout'), 'base64url').toString(), /Linden/);
    visitor.take(draftAtSignIn(visitor.at('/sign-in'), who, next));
    visitor.become(next);
    assert.deepEqual(draftOf(visitor.at('/checkout'), who).address, expected);
    assert.equal(visitor.names().includes('sagashop_checkout'), expected !== undefined);
  }
});

test('a member takes over what they typed as a guest, and nothing of what the guest tried to pay', () => {
  const guest = { id: ANNA, guest: true, firstName: 'Anna', lastName: null, phone: '030 1' };
  const attempt = { key: 'k', print: 'p' };
  for (const [before, expected] of [
    [guest, true],
    [{ ...guest, guest: false }, false],
    [{ ...guest, id: randomUUID() }, false],
    [null, false],
  ] as const) {
    const next = newSession();
    const visitor = signedIn(newSession());
    const draft = { owner: ANNA, address, day: '2031-05-05', attempt, awaited: 'o', done: [] };
    visitor.take([keepDraft(visitor.at('/checkout'), { ...draft, done: [['k', 'o']] })]);
    visitor.take(draftAtSignIn(visitor.at('/sign-in'), BORIS, next, before));
    visitor.become(next);
    const person = { firstName: 'Anna', lastName: '', phone: '030 1' };
    const typed = expected && { address, day: draft.day, person };
    assert.deepEqual(draftOf(visitor.at('/checkout'), BORIS), { owner: BORIS, ...typed, done: [] });
    assert.equal(nextStep(visitor.at('/cart')), '/checkout', 'who they are is to be seen first');
  }
});

test('a checkout that the release before wrote is read, and sealed at the next sign-in', () => {
  const next = newSession();
  const visitor = signedIn(newSession());
  const { region: _, ...older } = address;
  const text = Buffer.from(JSON.stringify({ owner: ANNA, address: older, done: [] })).toString('base64url');
  visitor.take([['set-cookie', `sagashop_checkout=${text}`]]);
  const draft = draftOf(visitor.at('/checkout'), ANNA);
  assert.deepEqual(draft.address, address);
  assert.equal(
    addressLine(draft),
    'Lindenallee 7, 10115 Berlin',
    'as that release wrote it, so that a try stays the same',
  );
  visitor.take(draftAtSignIn(visitor.at('/sign-in'), ANNA, next));
  visitor.become(next);
  assert.deepEqual(draftOf(visitor.at('/checkout'), ANNA).address, address);
  assert.doesNotMatch(Buffer.from(visitor.value('sagashop_checkout'), 'base64url').toString(), /Linden/);
});

test('a form waits for its member on its page, through the next sign-in, and comes back once', () => {
  const [old, next] = [newSession(), newSession()];
  const visitor = signedIn(old);
  visitor.take(keepUnsent(visitor.at('/account.data'), '/account/money?to=%2Fcart', { amount: '5' }));
  assert.deepEqual(unsentOn(visitor.at('/account')), { unsent: null, headers: [] });
  visitor.take(unsentAtSignIn(visitor.at('/sign-in'), ANNA, next));
  visitor.become(next);
  const { unsent, headers } = unsentOn(visitor.at('/account/money.data?_routes=routes%2Fmoney'));
  assert.deepEqual(unsent?.typed, { amount: '5' });
  visitor.take(headers);
  assert.equal(unsentOn(visitor.at('/account/money')).unsent, null);
});

test('a form is nobody’s but its member’s, and what is too long for a cookie is not kept', () => {
  const visitor = signedIn(newSession());
  visitor.take(keepUnsent(visitor.at('/account'), '/account', { firstName: 'Anna' }));
  visitor.take(unsentAtSignIn(visitor.at('/sign-in'), BORIS, newSession()));
  assert.deepEqual(visitor.names(), ['sagashop_cart', 'sagashop_session']);
  assert.deepEqual(keepUnsent(visitor.at('/account'), '/account', { firstName: 'x'.repeat(5_000) }), []);
});
