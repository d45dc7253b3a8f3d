import { useEffect, useMemo, useRef, useState } from 'react';
import { useRevalidator } from 'react-router';
import type { CartLine } from '../shop/cart';
import type { Told } from '../shop/change-cart.server';
import { type Quantities, quantitySaver } from './quantity-saver';
import { leaveToCart, sendToCart } from './send-to-cart';

const PAUSE = 400; // ms
const AGAIN = 10_000; // ms

/** A line that was taken out and can be put back. */
export interface Removed {
  line: CartLine;
  name: string;
  /** Its place in the list, those that were taken out counted. */
  at: number;
}

/** What is changed on the page of the cart: shown at once, saved by itself, and kept while there is no connection. */
export function useCartEdits() {
  const [wanted, want] = useState<Quantities>({});
  const [removed, remove] = useState<readonly Removed[]>([]);
  const [unsaved, waits] = useState(false);
  const [told, tell] = useState<readonly Told[]>([]);
  const [saved, save] = useState<Quantities>({});
  const [back, comeBack] = useState<string>();
  const { revalidate } = useRevalidator();
  const fresh = useRef(revalidate);
  fresh.current = revalidate;
  const saver = useMemo(() => {
    const send = async (quantities: Quantities) => {
      tell((await sendToCart(fieldsOf(quantities))).told);
      await fresh.current();
      want((now) => without(now, quantities));
      save(quantities);
    };
    return quantitySaver({ send, waits, pause: PAUSE });
  }, []);
  useAgain(unsaved, saver.flush);
  useLeaving(saver);
  const set = (id: string, quantity: number) => {
    want((now) => ({ ...now, [id]: quantity }));
    saver.set(id, quantity);
  };
  const takeOut = (one: Removed) => {
    remove((before) => [...before, one]);
    set(one.line.productId, 0);
    saver.flush();
  };
  /** Puts a line back; `before` is how many lines stand before it. */
  const undo = async (one: Removed, before: number) => {
    const { productId: id, quantity, seen } = one.line;
    const done = () => {
      comeBack(id);
      remove((now) => now.filter((other) => other !== one));
    };
    if (saver.holds(id)) {
      set(id, quantity);
      return done();
    }
    if (!(await saver.flush())) return;
    try {
      tell((await sendToCart({ restore: `${id}.${quantity}.${seen}`, at: String(before) })).told);
    } catch {
      return waits(true);
    }
    await fresh.current();
    done();
  };
  return { wanted, removed, unsaved, told, saved, back, set, takeOut, undo, settled: saver.flush };
}

export type CartEdits = ReturnType<typeof useCartEdits>;

/** Tries again what has not arrived, when there is a connection and from time to time. */
function useAgain(unsaved: boolean, flush: () => Promise<boolean>): void {
  useEffect(() => {
    if (!unsaved) return;
    addEventListener('online', flush);
    const timer = setInterval(flush, AGAIN);
    return () => {
      removeEventListener('online', flush);
      clearInterval(timer);
    };
  }, [unsaved, flush]);
}

/** Whoever leaves before the pause is over leaves nothing behind. */
function useLeaving({ flush, take }: ReturnType<typeof quantitySaver>): void {
  useEffect(() => {
    const leave = () => leaveToCart(fieldsOf(take()));
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      flush();
    };
  }, [flush, take]);
}

const fieldsOf = (quantities: Quantities): Record<string, string> =>
  Object.fromEntries(
    Object.entries(quantities).map(([id, quantity]) => [`quantity.${id}`, String(quantity)]),
  );

/** What is wanted still, after some was saved: another quantity was pressed since. */
function without(wanted: Quantities, saved: Quantities): Quantities {
  return Object.fromEntries(Object.entries(wanted).filter(([id, quantity]) => saved[id] !== quantity));
}
