import { MOST_LINES, MOST_OF_ONE } from '../shop/cart';
import type { Told, What } from '../shop/change-cart.server';
import type { Texts } from '../words/words';
import { useWords } from '../words/words';
import { Notice } from './notice';

const TEXTS = {
  added: 'cart.added',
  removed: 'cart.removedOne',
  cut: 'cart.cut',
  few: 'cart.few',
  full: 'cart.full',
  out: 'cart.notAddedOut',
  gone: 'cart.notAddedGone',
  away: 'cart.notAddedAway',
  count: 'cart.count',
  notThere: 'cart.notThere',
} as const satisfies Record<What, keyof Texts>;

/** How a change to the cart is told. */
export function useTold(): (told: Told) => string {
  const { say, language } = useWords();
  const number = (value: number) => value.toLocaleString(language);
  return ({ what, quantity }) =>
    say(TEXTS[what], {
      quantity: number(quantity),
      ...(what === 'full' ? { most: number(MOST_LINES) } : { most: number(MOST_OF_ONE) }),
    });
}

/** What was not done as somebody asked for it; what a line of the cart tells by itself is not told again here. */
export function CartTold({ told }: { told: readonly Told[] }) {
  const tell = useTold();
  const own = told.filter((one) => !isOfLine(one) && one.what !== 'removed');
  if (own.length === 0) return null;
  return (
    <Notice kind="wrong" of={told} className="font-medium">
      {own.map((one) => (
        <p key={one.product}>{tell(one)}</p>
      ))}
    </Notice>
  );
}

/** Whether it is told beside the quantity that it is about. */
export function isOfLine({ what, quantity }: Told): boolean {
  return (what === 'cut' || what === 'few' || what === 'count') && quantity > 0;
}
