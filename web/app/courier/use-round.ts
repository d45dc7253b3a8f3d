import { useCallback, useEffect, useRef, useState } from 'react';
import { newKey } from '../cart/unsent-adds';
import type { ListedShipment } from '../shop/api-types';
import { openPhone, type Phone } from './phone';
import { type Sending, sendTaps } from './send-taps';
import { type Round, stopOn, withTold } from './stop';
import { STATE_OF, type Tap } from './tap';

const AGAIN = 15_000; // ms until what waits is tried again
const FRESH = 60_000; // ms after which the shop is asked for the day again

export type Pressed = Pick<Tap, 'shipment' | 'number' | 'act'> &
  Partial<Pick<Tap, 'name' | 'note' | 'photo'>>;

/**
 * A courier's day as the phone keeps it: the stops, what was pressed, and how the sending of it goes. `told` is what the page
 * has brought; without it the phone shows what it knows. `press` is undefined where the browser keeps nothing: then forms go
 * to the shop as they are.
 */
export function useRound(told: Round | null) {
  const [phone, setPhone] = useState<Phone>();
  const [round, setRound] = useState(told ?? undefined);
  const [taps, setTaps] = useState<Tap[]>([]);
  const [sending, setSending] = useState<Sending>('done');
  const [read, setRead] = useState(false);
  const latest = useRef(round);
  latest.current = round;

  const show = useCallback(async (from: Phone, fresh?: Round) => {
    const [before, all] = await Promise.all([from.round(), from.taps()]);
    const user = (fresh ?? before)?.user;
    const own = all.filter((tap) => tap.user === user);
    const states = new Map(
      own.flatMap((tap) => (tap.state === 'sent' ? [[tap.shipment, STATE_OF[tap.act]]] : [])),
    );
    const now = fresh ? withTold(fresh, before, states) : before;
    if (fresh && now) await from.keepRound(now);
    await forget(from, all, now);
    setRound(now);
    setTaps(own);
    return now;
  }, []);
  useEffect(() => {
    const begin = async () => {
      const opened = await openPhone();
      await show(opened, told ? { ...told, at: new Date().toISOString() } : undefined);
      setPhone(opened);
    };
    begin()
      .catch(() => {})
      .finally(() => setRead(true));
  }, [show, told]);

  const synchronise = useCallback(async () => {
    const user = latest.current?.user;
    if (!phone || !user) return;
    const result = await alone(() => sendTaps(phone, user));
    // Another tab is at it.
    if (result === undefined) return;
    setSending(result);
    const fresh = result === 'done' ? await askedRound(user) : undefined;
    await show(phone, fresh);
  }, [phone, show]);
  useSynchronised(synchronise, taps);

  const press =
    phone &&
    round &&
    (async (pressed: Pressed) => {
      const at = new Date().toISOString();
      const tap: Tap = { ...pressed, key: newKey(), user: round.user, at, state: 'waiting' };
      await phone.keepTap(tap);
      void navigator.storage?.persist?.();
      setTaps((await phone.taps()).filter(({ user }) => user === round.user));
      void synchronise();
    });
  const dismiss = async (tap: Tap) => {
    await phone?.dropTaps([tap.id!]);
    if (phone) await show(phone);
  };
  return {
    round,
    taps,
    sending,
    read,
    press: press || undefined,
    dismiss,
    synchronise,
    leave: () => phone?.dropRound(),
  };
}

/** Sends what waits when the page opens, is looked at again or has a network again, and now and then. */
function useSynchronised(synchronise: () => Promise<void>, taps: readonly Tap[]): void {
  const waits = taps.some(({ state }) => state === 'waiting');
  useEffect(() => {
    const seen = () => document.visibilityState === 'visible' && void synchronise();
    seen();
    addEventListener('online', seen);
    document.addEventListener('visibilitychange', seen);
    return () => {
      removeEventListener('online', seen);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [synchronise]);
  useEffect(() => {
    const seen = () => document.visibilityState === 'visible' && void synchronise();
    const timer = setInterval(seen, waits ? AGAIN : FRESH);
    return () => clearInterval(timer);
  }, [synchronise, waits]);
}

/** What is run by one tab at a time; undefined where another is at it. */
async function alone<T>(run: () => Promise<T>): Promise<T | undefined> {
  if (!navigator.locks) return run();
  return navigator.locks.request('sagashop-courier', { ifAvailable: true }, (lock) =>
    lock ? run() : undefined,
  );
}

/** The day as the shop has it now; undefined where it cannot be had. */
async function askedRound(user: string): Promise<Round | undefined> {
  try {
    const at = new Date().toISOString();
    // The page's language, which is not the browser's where its reader has chosen another.
    const headers = { 'accept-language': document.documentElement.lang };
    const answer = await fetch('/api/rounds/today', { cache: 'no-store', headers });
    if (!answer.ok) return undefined;
    const { date, items } = (await answer.json()) as { date: string; items: ListedShipment[] };
    return { user, date, stops: items.map(stopOn(date)), at };
  } catch {
    return undefined;
  }
}

/** Has the phone forget what the shop has, of other days than this round's. */
async function forget(phone: Phone, taps: readonly Tap[], round: Round | undefined): Promise<void> {
  const shown = new Set(round?.stops.map(({ id }) => id));
  const old = taps.filter(({ state, shipment }) => state === 'sent' && !shown.has(shipment));
  if (old.length > 0) await phone.dropTaps(old.map(({ id }) => id!));
}
