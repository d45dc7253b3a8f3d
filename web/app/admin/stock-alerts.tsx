import { Form, Link } from 'react-router';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';
import type { AlertRow } from './stock-rows.server';

/** What has become low since somebody looked, each until somebody who may change the stock has seen it. */
export function StockAlerts({ alerts, adjusts }: { alerts: readonly AlertRow[]; adjusts: boolean }) {
  const { say, count } = useWords();
  if (alerts.length === 0) return null;
  return (
    <section className="admin-card mb-4" aria-labelledby="alerts">
      <h2 id="alerts">{say('admin.alerts')}</h2>
      <ul>
        {alerts.map(({ id, productId, name, at, onHand }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3">
            <Link to={`/admin/stock/${productId}`} className="link">
              {name}
            </Link>
            <span>{count('admin.alert.left', onHand)}</span>
            <span className="text-soft">
              <Moment at={at} />
            </span>
            {adjusts && (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="alert" value={id} />
                <button type="submit" name="act" value="seen" className="admin-link">
                  {say('admin.alert.seen')}
                  <span className="sr-only"> {name}</span>
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
