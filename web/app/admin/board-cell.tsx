import { type DragEvent, useState } from 'react';
import { Form, Link, useSubmit } from 'react-router';
import { dayText } from '../words/amounts';
import { useWords } from '../words/words';
import { BoardStop } from './board-stop';
import type { Cell, Row } from './delivery-board.server';
import { Hidden } from './hidden';

interface Props {
  row: Row;
  cell: Cell;
  rows: readonly Row[];
  dates: readonly string[];
  today: string;
  pageKey: string;
  /** Whether they may move deliveries and plan days. */
  may: boolean;
}

/** A courier's day on the board: how full it is, its deliveries, and what can be done. Deliveries can be dropped on it. */
export function BoardCell({ row, cell, rows, dates, today, pageKey, may }: Props) {
  const { say, locale } = useWords();
  const { date, capacity, booked, stops } = cell;
  const over = booked > capacity;
  const open = may && dates.includes(date);
  const drop = useDrop({ courier: row.id, date, pageKey });
  return (
    <li
      className="board-day"
      data-off={capacity === 0 || undefined}
      data-over={over || undefined}
      {...(open && drop)}
    >
      <h3>
        {dayText(date, locale)}
        {date === today && <span className="text-soft"> · {say('admin.delivery.today')}</span>}
      </h3>
      <p className={over ? 'font-medium text-ember' : 'text-soft'}>
        {capacity === 0 ? say('admin.delivery.off') : say('admin.delivery.load', { n: booked, of: capacity })}
        {over && ` · ${say('admin.delivery.over', { n: booked - capacity })}`}
      </p>
      {stops.length > 0 && (
        <ul>
          {stops.map((stop) => (
            <BoardStop
              key={stop.order}
              {...{ stop, rows, dates, pageKey, may }}
              at={{ courier: row.id, date }}
            />
          ))}
        </ul>
      )}
      {booked > 0 && (
        <Link to={`/admin/delivery/round?courier=${row.id}&date=${date}`} className="link">
          {say('admin.delivery.round')}
          <span className="sr-only">
            {' '}
            {row.name}, {dayText(date, locale)}
          </span>
        </Link>
      )}
      {open && <Plan row={row} cell={cell} pageKey={pageKey} />}
    </li>
  );
}

/** How many are taken that day, and what is booked given to others. */
function Plan({ row, cell, pageKey }: Pick<Props, 'row' | 'cell' | 'pageKey'>) {
  const { say, locale } = useWords();
  const { date, capacity, booked } = cell;
  const of = `${row.name}, ${dayText(date, locale)}`;
  const hidden = { courier: row.id, date, key: pageKey };
  return (
    <details className="board-more">
      <summary>
        {say('admin.delivery.plan')}
        <span className="sr-only"> {of}</span>
      </summary>
      <Form method="post" preventScrollReset>
        <Hidden values={{ act: 'plan', ...hidden }} />
        <label>
          {say('admin.delivery.capacity')}
          <input
            type="number"
            name="capacity"
            min={0}
            max={1_000_000}
            defaultValue={capacity}
            placeholder={String(row.dailyCapacity)}
            className="field"
          />
        </label>
        <p className="text-soft">{say('admin.delivery.capacityHint', { n: row.dailyCapacity })}</p>
        <button type="submit" className="button" data-kind="quiet">
          {say('admin.save')}
        </button>
        {capacity > 0 && (
          <button type="submit" name="off" value="1" className="button" data-kind="quiet">
            {say('admin.delivery.dayOff')}
          </button>
        )}
      </Form>
      {booked > 0 && (
        <Form method="post" preventScrollReset>
          <Hidden values={{ act: 'spread', ...hidden }} />
          <button type="submit" className="button" data-kind="quiet">
            {say('admin.delivery.spread')}
          </button>
        </Form>
      )}
    </details>
  );
}

/** What makes a day a place on which deliveries can be dropped. */
function useDrop({ courier, date, pageKey: key }: { courier: string; date: string; pageKey: string }) {
  const submit = useSubmit();
  const [target, setTarget] = useState(false);
  return {
    'data-target': target || undefined,
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('text/x-order')) return;
      event.preventDefault();
      setTarget(true);
    },
    onDragLeave: () => setTarget(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setTarget(false);
      const order = event.dataTransfer.getData('text/x-order');
      if (order)
        submit({ act: 'move', order, courier, date, key }, { method: 'post', preventScrollReset: true });
    },
  };
}
