import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { mapLink } from '../app/courier/map-link.ts';
import { sendTaps } from '../app/courier/send-taps.ts';
import { type Round, type Stop, withTold } from '../app/courier/stop.ts';
import { standingOf, type Tap, type TapAct } from '../app/courier/tap.ts';
import { landing } from '../app/shop/landing.ts';

const real = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = real;
});

const AT = '2030-05-01T10:00:00.000Z';
const tap = (id: number, act: TapAct = 'delivery', more: Partial<Tap> = {}): Tap => ({
  ...{ id, key: `k${id}`, user: 'carl', shipment: `s${id}`, number: '1', act, at: AT, state: 'waiting' },
  ...more,
});

/** A phone with these presses, and a shop that answers each request so; it notes what was asked. */
function world(
  taps: Tap[],
  answers: (path: string, form: FormData) => [number, object] | 'page' | undefined,
) {
  const asked: string[] = [];
  const phone = {
    taps: async () => taps.map((one) => ({ ...one })),
    keepTap: async (one: Tap) =>
      void taps.splice(
        taps.findIndex(({ id }) => id === one.id),
        1,
        one,
      ),
  };
  globalThis.fetch = (async (path: string, init: RequestInit = {}) => {
    if (path === '/api/session') return Response.json({ user: { id: 'carl' } });
    const form = init.body as FormData;
    asked.push([path, (init.headers as Record<string, string>)['idempotency-key'], form.get('at')].join(' '));
    const answer = answers(path, form);
    if (answer === undefined) throw new TypeError('no network');
    return answer === 'page' ? new Response('<p>Sign in') : Response.json(answer[1], { status: answer[0] });
  }) as typeof fetch;
  return { phone, asked, states: () => taps.map(({ state }) => state) };
}

test('presses are sent in their order, each with its key and the time of the tap; what is refused holds up none', async () => {
  const taps = [tap(1, 'handover'), tap(2), tap(3), tap(4, 'failure', { user: 'bob' })];
  const { phone, asked, states } = world(taps, (path) =>
    path.includes('s2') ? [409, { code: 'wrong_state' }] : [201, {}],
  );
  assert.equal(await sendTaps(phone, 'carl'), 'done');
  assert.deepEqual(asked, [
    `/api/shipments/s1/handover k1 ${AT}`,
    `/api/shipments/s2/delivery k2 ${AT}`,
    `/api/shipments/s3/delivery k3 ${AT}`,
  ]);
  assert.deepEqual(states(), ['sent', 'refused', 'sent', 'waiting']);
  assert.equal(taps[1]!.code, 'wrong_state');
  assert.equal(await sendTaps(phone, 'carl'), 'done');
  assert.equal(asked.length, 3, 'nothing is sent again that the shop has');
});

test('without the shop all waits: no network, one that wants somebody to sign in, one that is overloaded', async () => {
  for (const answer of [undefined, 'page', [503, {}], [409, { code: 'idempotency_in_progress' }]] as const) {
    const { phone, asked, states } = world([tap(1), tap(2)], () => answer as never);
    assert.equal(await sendTaps(phone, 'carl'), 'away');
    assert.deepEqual([states(), asked.length], [['waiting', 'waiting'], 1]);
  }
  const { phone, asked } = world([tap(1, 'delivery', { user: 'bob' })], () => [201, {}]);
  assert.equal(await sendTaps(phone, 'bob'), 'signedOut');
  assert.equal(asked.length, 0, 'nobody sends what another has pressed');
});

test('a photo that the shop does not take spoils no delivery', async () => {
  const taps = [tap(1, 'delivery', { photo: new Blob(['x']) })];
  const { phone, asked } = world(taps, (_path, form) => (form.has('photo') ? [422, {}] : [201, {}]));
  assert.equal(await sendTaps(phone, 'carl'), 'done');
  assert.deepEqual(
    [taps[0]!.state, taps[0]!.photoRefused, 'photo' in taps[0]!, asked.length],
    ['sent', true, false, 2],
  );
});

test('a stop stands as the shop told, and as was pressed since; one that is another day’s now stays for today', () => {
  const stop: Stop = { ...{ id: 's1', number: '1', state: 'handed_over', name: '', lines: [], notes: [] } };
  const sent = tap(1, 'failure', { state: 'sent', sentAt: '2030-05-01T11:00:00.000Z' });
  assert.equal(standingOf(stop, [], AT), 'out');
  assert.equal(standingOf(stop, [tap(1)], AT), 'delivered');
  assert.equal(standingOf(stop, [sent], AT), 'failed');
  assert.equal(standingOf(stop, [sent], '2030-05-01T12:00:00.000Z'), 'out', 'it was handed over again');
  assert.equal(standingOf(stop, [tap(1, 'delivery', { state: 'refused' })], AT), 'out');
  const stopped = { id: 's1', state: 'packed', stopped: 'withdrawn' } as const;
  assert.equal(standingOf(stopped, [], AT), 'stopped');
  assert.equal(standingOf({ ...stopped, state: 'handed_over' }, [], AT), 'out', 'it has left the shop');
  assert.equal(standingOf({ id: 's1', state: 'cancelled' }, [], AT), 'stopped');
  const before: Round = { user: 'carl', date: '2030-05-01', stops: [stop], at: AT };
  const told = new Map([['s1', 'failed' as const]]);
  const stops = (round: Round, since = told) =>
    withTold(round, before, since).stops.map(({ state }) => state);
  assert.deepEqual(stops({ ...before, stops: [] }), ['failed']);
  assert.deepEqual(stops({ ...before, stops: [] }, new Map()), [], 'another courier has it');
  assert.deepEqual(stops({ ...before, date: '2030-05-02', stops: [] }), []);
});

test('whoever is a courier alone goes to their round; maps are the phone’s own', () => {
  assert.deepEqual(
    [landing(['courier']), landing([]), landing(['courier', 'clerk'])],
    ['/courier', '/', '/'],
  );
  assert.equal(mapLink('Elm & Oak 1', 'Android 16'), 'geo:0,0?q=Elm%20%26%20Oak%201');
  assert.match(mapLink('Elm 1', 'iPhone'), /^https:\/\/maps\.apple\.com/);
  assert.match(mapLink('Elm 1', ''), /^https:\/\/www\.openstreetmap\.org/);
});
