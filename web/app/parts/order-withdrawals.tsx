import { Link } from 'react-router';
import type { Order } from '../shop/api-types';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';
import { WithdrawHere } from './withdraw-here';

/** What its customer has withdrawn from of an order, and the way to do so; `links` are those by which it is revoked. */
export function OrderWithdrawals({ order, links = [] }: { order: Order; links: Order['withdrawals'] }) {
  const { say } = useWords();
  const nameOf = (line: string) => order.lines.find(({ id }) => id === line)?.name ?? '';
  const { withdrawals = [], withdrawable, recipient, number } = order;
  return (
    <>
      {withdrawals.map(({ id, state, lines, confirmedAt, endedAt }) => {
        const revoke = state === 'confirmed' && links.find((one) => one.id === id)?.revoke;
        return (
          <section key={id} className="rounded-xl border border-line bg-card p-5">
            <h2 className="text-heading">{say(`withdraw.title.${state}`)}</h2>
            <p className="text-soft">
              <Moment at={endedAt ?? confirmedAt} />
            </p>
            <ul className="mt-2">
              {lines.map(({ lineId, quantity }) => (
                <li key={lineId}>{`${nameOf(lineId)} × ${quantity}`}</li>
              ))}
            </ul>
            {revoke && (
              <Link to={`/withdrawals/${revoke}`} className="link mt-2 inline-block py-1 print:hidden">
                {say('withdraw.revoke')}
              </Link>
            )}
          </section>
        );
      })}
      {withdrawable && recipient && <WithdrawHere {...{ number, ...recipient }} />}
    </>
  );
}
