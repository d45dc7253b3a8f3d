import { Form, Link } from 'react-router';
import { dayText } from '../words/amounts';
import { useWords } from '../words/words';
import type { Row, Stop } from './delivery-board.server';
import { Hidden } from './hidden';

interface Props {
  stop: Stop;
  at: { courier: string; date: string };
  rows: readonly Row[];
  dates: readonly string[];
  pageKey: string;
  may: boolean;
}

/** A delivery on the board: it can be dragged to another day, or sent there by its menu. */
export function BoardStop({ stop, at, rows, dates, pageKey, may }: Props) {
  const { say, locale } = useWords();
  const { order, number } = stop;
  return (
    <li
      className="board-stop"
      draggable={may}
      onDragStart={(event) => event.dataTransfer.setData('text/x-order', order)}
    >
      <Link to={`/admin/orders/${order}`} draggable={false} className="link">
        {number}
      </Link>
      {may && (
        <details className="board-more">
          <summary>
            {say('admin.delivery.move')}
            <span className="sr-only"> {number}</span>
          </summary>
          <Form method="post" preventScrollReset>
            <Hidden values={{ act: 'move', order, key: pageKey }} />
            <label>
              {say('admin.delivery.day')}
              <select name="date" defaultValue={at.date} className="field">
                {[...new Set([at.date, ...dates])].map((date) => (
                  <option key={date} value={date}>
                    {dayText(date, locale)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {say('admin.delivery.courier')}
              <select name="courier" defaultValue={at.courier} className="field">
                <option value="">{say('admin.delivery.anyCourier')}</option>
                {rows.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <button type="submit" className="button">
              {say('admin.delivery.move')}
            </button>
          </Form>
        </details>
      )}
    </li>
  );
}
