import { useEffect } from 'react';
import { useRevalidator } from 'react-router';
import { useWords } from '../words/words';
import { announce } from './announce';
import { type Doing, useOrderPresence } from './use-order-presence';

interface Props {
  order: string;
  doing: Doing;
  /** How the order stood when the page was loaded. */
  mark: string;
}

/** Who else has the order open, and that something has changed: it is shown when somebody asks for it. */
export function OrderPresence({ order, doing, mark }: Props) {
  const { say } = useWords();
  const { revalidate, state } = useRevalidator();
  const { others = [], mark: now = mark } = useOrderPresence(order, doing);
  const changed = now !== mark && mark !== '';
  useEffect(() => {
    if (changed) announce(say('admin.order.changed'));
  }, [changed, say]);
  return (
    <div className="order-live">
      {others.length > 0 && (
        <p className="order-others">
          {others.map(({ id, name, doing: what }) => (
            <span key={id}>{say(`admin.order.here.${what}`, { name })}</span>
          ))}
        </p>
      )}
      {changed && (
        <p className="order-changed">
          {say('admin.order.changed')}{' '}
          <button type="button" className="link" disabled={state !== 'idle'} onClick={() => revalidate()}>
            {say('admin.order.show')}
          </button>
        </p>
      )}
    </div>
  );
}
