import { newId } from '@sagashop/kernel/ids';
import { tellAllReminders } from '../src/actions/tell-reminders.ts';
import { linkWorld } from './link-world.ts';

interface Thing {
  id: string;
  product: string;
  pieces: number;
  /** `hidden`: it is not for sale now; `archived`: it never will be again; `gone`: as a variant of its product, which stays. */
  is: 'sold' | 'hidden' | 'archived' | 'gone';
}

/** A user service beside a shop of goods that a test fills and empties, and turns that it takes itself. */
export async function reminderWorld() {
  const things = new Map<string, Thing>();
  const mailed = new Set<string>();
  const named = (id: string) => ({ en: `Lamp ${id.slice(-4)}`, ru: `Лампа ${id.slice(-4)}` });
  const variantsOf = (product: string) => [...things.values()].filter((one) => one.product === product);
  const prices = ({ products, variants = [] }: { products: string[]; variants?: string[] }) => {
    const sold = (id: string) => variantsOf(id).filter((one) => one.is === 'sold');
    const isPlain = (id: string) => sold(id).length === 1 && sold(id)[0]!.id === id;
    const items = products.flatMap((id) =>
      sold(id).length > 0
        ? [{ id, price: 100, name: named(id), variants: isPlain(id) ? 0 : sold(id).length }]
        : [],
    );
    const bought = variants.flatMap((id) => {
      const thing = things.get(id);
      if (thing?.is !== 'sold' || isPlain(thing.product)) return [];
      return [{ id, product: thing.product, price: 100, name: named(id) }];
    });
    return { items, bought };
  };
  const answers: Record<string, (question: never) => object> = {
    prices: prices as never,
    names: ({ products }: { products: string[] }) => ({
      items: products
        .filter((id) => things.has(id) && things.get(id)!.is !== 'archived')
        .map((id) => ({ id, ...(things.get(id)!.is === 'gone' && { gone: true }) })),
    }),
    goods: ({ products }: { products: string[] }) => ({
      items: products.flatMap((id) =>
        things.has(id) ? [{ id, onHand: things.get(id)!.pieces + 2, reserved: 2, threshold: null }] : [],
      ),
    }),
    mailed: ({ subjects }: { subjects: string[] }) => ({ there: subjects.map((id) => mailed.has(id)) }),
  } as never;
  let away = false;
  const ask = async ({ name }: { name: string }, question: never) => {
    if (away || !answers[name]) throw new Error(`nobody answers ${name}`);
    return answers[name](question);
  };
  const world = await linkWorld(ask);
  const { sql, post, app } = world;
  return {
    ...world,
    mailed,
    /** Something that is sold out; a variant where it says of which product. */
    thing: (product?: string): Thing => {
      const id = newId();
      const thing: Thing = { id, product: product ?? id, pieces: 0, is: 'sold' };
      things.set(id, thing);
      return thing;
    },
    ask: (thing: Thing, headers: Record<string, string>, more: object = {}) =>
      post('/api/reminders', { productId: thing.product, variantId: thing.id, ...more }, headers),
    own: async (headers: Record<string, string>, query = '') =>
      (await app.inject({ url: `/api/reminders${query}`, headers })).json().items as { id: string }[],
    /** What somebody is sent, as notify would send it now. */
    sent: async (kind: string, email: string) => {
      await world.emptied();
      const mine = [...new Set(world.wanted.filter((one) => one.kind === kind).map(({ id }) => id))];
      const to = await world.recipients(
        mine.map((id) => ({ id, kind })),
        true,
      );
      return to.filter((one) => one?.email === email);
    },
    /** Stock tells that there is something, and the turn that follows from it is taken. */
    turn: () => tellAllReminders({ sql, peers: { ask: ask as never } }),
    /** Time passes. */
    later: (interval: string) =>
      sql`update reminders set told_at = told_at - ${interval}::interval,
        created_at = created_at - ${interval}::interval, expires_at = expires_at - ${interval}::interval`,
    whileAway: async (work: () => Promise<unknown>) => {
      away = true;
      await work().finally(() => {
        away = false;
      });
    },
  };
}
