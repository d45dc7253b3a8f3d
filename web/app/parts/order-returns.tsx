import type { Order } from '../shop/api-types';
import { moneyText } from '../words/amounts';
import { useWords } from '../words/words';

/** How what its customer sends back stands, in their words; nothing where there is nothing of the kind. */
export function OrderReturns({ order }: { order: Order }) {
  const { say, language } = useWords();
  const { returns = [] } = order;
  if (returns.length === 0) return null;
  const nameOf = (line: string) => order.lines.find(({ id }) => id === line)?.name ?? '';
  return (
    <section className="rounded-xl border border-line bg-card p-5">
      <h2 className="text-heading">{say('return.title')}</h2>
      <ul className="mt-3 space-y-4">
        {returns.map(({ id, state, lines, answer, amount }) => (
          <li key={id}>
            <p className="font-medium">
              {lines
                .map(({ lineId, quantity, received = quantity }) => `${nameOf(lineId)} × ${received}`)
                .join(', ')}
            </p>
            <p className="text-soft" suppressHydrationWarning>
              {say(`return.is.${state}`, { amount: amount ? moneyText(amount, language) : '' })}
            </p>
            {answer && <p className="mt-1 wrap-anywhere">{answer}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
