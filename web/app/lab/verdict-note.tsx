import { useWords } from '../words/words';
import type { StruckOrder, Verdict } from './lab-page.server';

/** What came of a fault: did it bite, did what was foretold happen, does everything agree. */
export function VerdictNote({ verdict: { fault, foretold, orders } }: { verdict: Verdict }) {
  const { say, count } = useWords();
  const ended = orders.filter(({ came }) => came !== 'waits');
  const right = orders.some(({ came }) => came === foretold);
  return (
    <section className="lab-verdict" aria-labelledby="lab-verdict" aria-live="polite">
      <h2 id="lab-verdict" className="text-heading">
        {say('inside.lab.verdict')}
      </h2>
      <ol className="mt-3 list-decimal space-y-2 pl-6">
        <li>{fault.hits > 0 ? count('inside.lab.bit', fault.hits) : say('inside.lab.notYet')}</li>
        {orders.length > 0 && (
          <li>
            {say(
              ended.length === 0 ? 'inside.lab.goesOn' : right ? 'inside.lab.right' : 'inside.lab.otherwise',
            )}{' '}
            <span className="text-soft">{say(`inside.lab.foretold.${foretold}`)}</span>
          </li>
        )}
        {orders.map((order) => (
          <li key={order.id}>
            <Struck order={order} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Struck({ order: { id, number, came, agrees } }: { order: StruckOrder }) {
  const { say } = useWords();
  return (
    <>
      <a href={`/orders/${id}/saga`} className="link">
        {say('order.title', { number })}
      </a>
      : {say(`inside.lab.came.${came}`)}{' '}
      {agrees !== null && say(agrees ? 'inside.lab.agrees' : 'inside.lab.differs')}
    </>
  );
}
