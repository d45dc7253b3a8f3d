import { Form, Link, useNavigation } from 'react-router';
import type { Money } from '../shop/api-types';
import type { Missing } from '../shop/top-up.server';
import { moneyText } from '../words/amounts';
import { useWords } from '../words/words';

interface Props {
  /** The key of the order that is to be paid. */
  attempt: string;
  total: Money;
  missing: Missing;
}

/** Stands where Pay would, while there is too little money: one press puts exactly what is missing on the account. */
export function TopUp({ attempt, total, missing }: Props) {
  const { say, language } = useWords();
  const sending = useNavigation().formAction?.startsWith('/checkout/top-up') ?? false;
  const amount = moneyText(missing.money, language);
  return (
    <div className="mt-6">
      <p className="rounded-xl bg-tone px-5 py-3.5" suppressHydrationWarning>
        {say('checkout.missing', { amount })} {!missing.open && say('checkout.askShop')}
      </p>
      {missing.open ? (
        <Form method="post" action="/checkout/top-up" replace className="mt-4">
          <input type="hidden" name="key" value={attempt} />
          <input type="hidden" name="total" value={total.amount} />
          <input type="hidden" name="amount" value={missing.money.amount} />
          <input type="hidden" name="since" value={missing.since} />
          <button type="submit" className="button w-full text-lg" disabled={sending} suppressHydrationWarning>
            {sending ? say('pay.busy') : say('checkout.topUp', { amount })}
          </button>
        </Form>
      ) : (
        <Link to="/cart" className="link mt-4 inline-block py-1">
          {say('refused.toCart')}
        </Link>
      )}
    </div>
  );
}
