import { ask, isAway, Refusal } from '../shop/api.server';
import { atOnce } from './at-once.server';

/** A change of a product that can be undone: the product, and the change's id. */
export interface Undoable {
  product: string;
  change: string;
}

/** What came of many changes: those that were made, and can be undone, and the products that could not be changed. */
export interface ManyChanged {
  changed: Undoable[];
  failed: string[];
  /** Whether one of them could not because a part of the shop did not answer. */
  away: boolean;
}

type Answer = { change?: string };

/** Changes many products; one that cannot be leaves the others. */
export async function changeMany(
  request: Request,
  products: readonly string[],
  body: object,
): Promise<ManyChanged & { many: number }> {
  const made = await each(products, async (product) => {
    const { change } = (await ask<Answer>(request, pathOf(product), { method: 'PATCH', body })).body;
    return { product, change };
  });
  return { ...made, many: products.length - made.failed.length };
}

/** Takes many changes back, those that a form names as `product:change`. */
export async function undoMany(request: Request, form: FormData): Promise<ManyChanged & { many: number }> {
  const asked = new Map(
    form.getAll('undo').flatMap((text) => {
      const [product, change] = String(text).split(':');
      return product && change ? [[product, change] as const] : [];
    }),
  );
  const products = [...asked.keys()].slice(0, 100);
  const made = await each(products, async (product) => {
    const body = { change: asked.get(product) };
    const { change } = (await ask<Answer>(request, `${pathOf(product)}/undo`, { method: 'POST', body })).body;
    return { product, change };
  });
  return { ...made, many: products.length - made.failed.length };
}

async function each(
  products: readonly string[],
  work: (product: string) => Promise<{ product: string; change: string | undefined }>,
): Promise<ManyChanged> {
  const failed: string[] = [];
  let away = false;
  const changed = await atOnce(products, (product) =>
    work(product).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      failed.push(product);
      away ||= isAway(error);
      return undefined;
    }),
  );
  return { failed, away, changed: changed.flatMap((one) => (one?.change ? [one as Undoable] : [])) };
}

const pathOf = (product: string) => `/products/${encodeURIComponent(product)}`;
