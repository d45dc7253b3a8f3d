import { useEffect, useRef } from 'react';
import type { Order, Saga } from '../shop/api-types';
import { moneyTold, shortOf } from '../shop/progress';
import { Moment } from '../words/formats';
import { refusalText } from '../words/refusals';
import { useWords } from '../words/words';
import { Short } from './refused-note';

/** How the order stands. It gets the focus when its customer has just cancelled it: the button that did so is gone. */
export function OrderOutcome({ order, saga, asked }: { order: Order; saga: Saga | null; asked: boolean }) {
  const { say } = useWords();
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked) outcome.current?.focus();
  }, [asked]);
  const refused = order.status === 'cancelled' && order.reason;
  return (
    <>
      <p className="hidden font-display text-xl font-bold print:block">{say('shop.name')}</p>
      <p className="text-soft">
        <span>{say('order.title', { number: order.number })}</span>
        {' · '}
        <Moment at={order.createdAt} />
      </p>
      <div role="status" tabIndex={-1} ref={outcome}>
        <h1 className="mt-1 text-title">{say(`order.${order.status}`)}</h1>
        {refused && <p className="mt-3 text-lg">{say(refusalText(refused))}</p>}
        <Short short={shortOf(order)} />
        <p className="mt-2 max-w-prose text-lg text-soft">{say(moneyTold(order, saga))}</p>
      </div>
    </>
  );
}
