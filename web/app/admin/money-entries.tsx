import type { Money } from '../shop/api-types';
import { Price } from '../words/formats';
import { type Texts, useWords } from '../words/words';

interface Props {
  entries: readonly { account: string; amount: Money }[];
}

const ACCOUNTS: Record<string, keyof Texts> = {
  customer: 'admin.order.account.customer',
  sales: 'admin.order.account.sales',
};

/** The sides of a transfer: which account, and how much it has more or less. */
export function MoneyEntries({ entries }: Props) {
  const { say } = useWords();
  return (
    <ul className="order-entries">
      {entries.map(({ account, amount }) => (
        <li key={account}>
          <span>{ACCOUNTS[account] ? say(ACCOUNTS[account]) : account}</span>{' '}
          <span className="whitespace-nowrap">
            {amount.amount > 0 ? '+' : ''}
            <Price money={amount} />
          </span>
        </li>
      ))}
    </ul>
  );
}
