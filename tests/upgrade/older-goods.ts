import { fewLeftIsTold } from './few-left-is-told.ts';
import { productsGetVariants } from './products-get-variants.ts';

/** Goods of the release before are sold as those of today: the last few are told, and a product may get variants. */
export async function olderGoods(
  gateway: Parameters<typeof fewLeftIsTold>[0],
  owner: Record<string, string>,
  dump: Parameters<typeof productsGetVariants>[2],
): Promise<void> {
  await fewLeftIsTold(gateway, owner, dump);
  await productsGetVariants({ gateway }, owner, dump);
}
