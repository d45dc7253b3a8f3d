import { prices } from '@sagashop/catalog/contract';
import { invalid, refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { emailKey } from '@sagashop/chassis/text/email';
import { newId } from '@sagashop/kernel/ids';
import { refuseShop } from '@sagashop/vocabulary/errors';
import { REMINDER } from '../domain/limits.ts';
import { MOST_REMINDERS, REMINDER_LINK_LIFE } from '../domain/reminder.ts';
import type { User } from '../domain/user.ts';
import { refuseUser } from '../errors.ts';
import { insertAsked, insertWaiting, type NewReminder, remindersOf } from '../store/reminders.ts';
import { lockUser } from '../store/users.ts';
import { piecesOf } from './goods-there.ts';
import { hasRoom } from './has-room.ts';

interface Parts {
  sql: Sql;
  peers: Pick<Peers, 'ask'>;
}

/** What is wanted: a product, and which variant of it where it has several. */
interface Wanted {
  productId: string;
  variantId?: string | undefined;
}

/** Who asks: somebody with a session, or an address. */
type Who = { userId: string } | { email: string; language: string };

/**
 * Lets somebody be told when something that is sold out is there again. A member waits at once; an address, and a guest's, is
 * asked by mail first, and beyond `REMINDER` it is not, which nobody is told. Refuses as not_found what is not for sale, and as
 * `in_stock` what is there.
 */
export async function askReminder(
  { sql, peers }: Parts,
  wanted: Wanted,
  who: Who,
): Promise<'waiting' | 'asked'> {
  const goods = await wantedGoods(peers, wanted);
  const pieces = (await piecesOf(peers, [goods.stockedId])).get(goods.stockedId) ?? 0;
  if (pieces > 0) throw refuseUser.in_stock();
  if ('email' in who) {
    await sql.begin((tx) => ask(tx, { id: newId(), ...goods, ...who, userId: null }));
    return 'asked';
  }
  return sql.begin(async (tx) => {
    const user = await lockUser(tx, who.userId);
    if (!user) throw refuse.not_signed_in();
    const one = { id: newId(), ...goods, ...ofUser(user) };
    if (user.guest) {
      await ask(tx, one);
      return 'asked';
    }
    if ((await remindersOf(tx, user.id)) >= MOST_REMINDERS) throw refuseUser.too_many_reminders();
    await insertWaiting(tx, one);
    return 'waiting';
  }) as Promise<'waiting' | 'asked'>;
}

const ofUser = ({ id, email, language }: User) => ({ userId: id, email, language });

async function ask(tx: Parameters<typeof insertAsked>[0], one: NewReminder): Promise<void> {
  const limits = [{ ...REMINDER, who: `reminder\n${emailKey(one.email)}` }];
  if (await hasRoom(tx, limits)) await insertAsked(tx, one, REMINDER_LINK_LIFE);
}

/** Under which id in stock it lies what somebody wants, and whose it is. A variant's id may stand for its product's. */
async function wantedGoods(peers: Pick<Peers, 'ask'>, { productId, variantId }: Wanted) {
  const [product, variant] = [productId.toLowerCase(), variantId?.toLowerCase()];
  const asked = { products: [product], variants: variant === undefined ? [] : [variant] };
  const { items, bought = [] } = await peers.ask(prices, asked);
  const item = items.find(({ id }) => id === product);
  const named = bought.find(({ id }) => id === variant);
  if (named && [named.id, named.product].includes(product))
    return { stockedId: named.id, productId: named.product };
  if (!item) throw refuse.not_found();
  if (!item.variants && (variant === undefined || variant === product))
    return { stockedId: product, productId: product };
  if (variant !== undefined) throw invalid('variantId', 'is no variant of this product');
  const single = bought.find((one) => one.product === product);
  if (item.variants !== 1 || !single) throw refuseShop.variant_missing({ productId: product });
  return { stockedId: single.id, productId: product };
}
