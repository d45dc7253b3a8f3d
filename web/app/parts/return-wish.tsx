import type { FormState } from '../shop/form';
import type { Instead } from '../shop/instead.server';
import { moneyText } from '../words/amounts';
import { useWords } from '../words/words';

interface Props {
  instead: Instead | null | undefined;
  state: FormState | undefined;
}

/** What somebody wants for what they send back: their money, or what is in their cart. */
export function ReturnWish({ instead, state }: Props) {
  const { say, language } = useWords();
  if (!instead) return <p className="mt-4 text-soft">{say('return.cartHint')}</p>;
  const { goods, total } = instead;
  const wanted = state?.typed['want'] === 'cart';
  return (
    <fieldset className="mt-5">
      <legend className="font-medium">{say('return.want')}</legend>
      <label className="mt-2 flex items-baseline gap-3">
        <input type="radio" name="want" value="money" defaultChecked={!wanted} />
        <span>{say('return.want.money')}</span>
      </label>
      <label className="mt-2 flex items-baseline gap-3">
        <input type="radio" name="want" value="cart" defaultChecked={wanted} />
        <span suppressHydrationWarning>
          {say('return.want.cart', { goods, total: moneyText(total, language) })}
        </span>
      </label>
      <p className="mt-2 text-sm text-soft" suppressHydrationWarning>
        {say('return.want.how', { total: moneyText(total, language) })}
      </p>
      <input type="hidden" name="instead" value={total.amount} />
    </fieldset>
  );
}
