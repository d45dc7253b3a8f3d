import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../words/words';
import { type DayBars, DRAWN } from './bars';

export interface ChartDay {
  date: string;
  name: string;
  /** Its name where there is little room. */
  short: string;
  now: ReactNode;
  before: ReactNode;
  /** The list of what the number counts. */
  path: string | undefined;
}

interface Props {
  title: string;
  /** The highest value, as a text. */
  most: string;
  bars: readonly DayBars[];
  days: readonly ChartDay[];
}

/** Seven days as bars, with the week before behind them, drawn on the server; the same as a table below. */
export function WeekChart({ title, most, bars, days }: Props) {
  const { say } = useWords();
  return (
    <section className="admin-chart-card">
      <h2>{title}</h2>
      <p className="admin-legend" aria-hidden="true">
        <span data-week="now">{say('admin.week.now')}</span>
        <span data-week="before">{say('admin.week.before')}</span>
        <span className="ml-auto tabular-nums">{most}</span>
      </p>
      <svg
        viewBox={`0 0 ${DRAWN.width} ${DRAWN.height}`}
        preserveAspectRatio="none"
        className="admin-chart"
        aria-hidden="true"
      >
        {bars.map(({ now, before }) => (
          <g key={now.x}>
            <rect {...before} data-week="before" />
            <rect {...now} data-week="now" />
          </g>
        ))}
      </svg>
      <p className="admin-days" aria-hidden="true">
        {days.map(({ date, short }) => (
          <span key={date}>{short}</span>
        ))}
      </p>
      <details>
        <summary className="link py-1">{say('admin.week.table')}</summary>
        <DayTable title={title} days={days} />
      </details>
    </section>
  );
}

function DayTable({ title, days }: { title: string; days: readonly ChartDay[] }) {
  const { say } = useWords();
  return (
    <table className="admin-table">
      <caption className="sr-only">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{say('admin.week.day')}</th>
          <th scope="col" data-numeric>
            {say('admin.week.now')}
          </th>
          <th scope="col" data-numeric>
            {say('admin.week.before')}
          </th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ date, name, now, before, path }) => (
          <tr key={date}>
            <th scope="row">{name}</th>
            <td data-numeric data-title={say('admin.week.now')}>
              {path ? (
                <Link to={path} className="link">
                  {now}
                </Link>
              ) : (
                now
              )}
            </td>
            <td data-numeric data-title={say('admin.week.before')}>
              {before}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
