import type { ServiceFigures, SystemFigures } from '../shop/api-types';
import { useWords } from '../words/words';
import { figureText } from './figure-texts';

const WIDTH = 600;
const HEIGHT = 120;
const SECONDS = 60;
const EACH = 10; // seconds between two rows of the table

interface Props {
  name: string;
  past: readonly SystemFigures[];
}

/** A service's last minute: how much it was asked, and how long 99 of 100 took; the same as a table below. */
export function ServiceChart({ name, past }: Props) {
  const { say, language } = useWords();
  const points = past.flatMap(({ at, services }) => {
    const own = services.find((one) => one.name === name);
    return own ? [{ at: Date.parse(at), own }] : [];
  });
  if (points.length < 2) return <p className="text-soft">{say('inside.system.soon')}</p>;
  const end = points.at(-1)!.at;
  const line = (value: (own: ServiceFigures) => number | null) => {
    const most = Math.max(...points.map(({ own }) => value(own) ?? 0), 0.001);
    const drawn = points.flatMap(({ at, own }) => {
      const now = value(own);
      if (now === null) return [];
      const x = WIDTH - ((end - at) / 1000 / SECONDS) * WIDTH;
      return `${x.toFixed(1)},${(HEIGHT - 4 - (now / most) * (HEIGHT - 8)).toFixed(1)}`;
    });
    return { most, points: drawn.join(' ') };
  };
  const [requests, times] = [line((own) => own.requestsPerSecond), line((own) => own.p99)];
  const rows = points.filter((_, at) => (points.length - 1 - at) % EACH === 0).reverse();
  return (
    <div className="system-chart">
      <p className="system-legend" aria-hidden="true">
        <span data-line="requests">
          {say('inside.system.upTo', {
            what: say('inside.system.requests'),
            n: figureText(requests.most, language),
          })}
        </span>
        <span data-line="p99">
          {say('inside.system.upTo', { what: say('inside.system.p99'), n: figureText(times.most, language) })}
        </span>
      </p>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <polyline points={requests.points} data-line="requests" />
        <polyline points={times.points} data-line="p99" />
      </svg>
      <table className="system-small">
        <caption>{say('inside.system.minute')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('inside.system.ago')}</th>
            <th scope="col">{say('inside.system.requests')}</th>
            <th scope="col">{say('inside.system.p99')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, own }, place) => (
            <tr key={at}>
              <th scope="row">{say('inside.system.seconds', { n: place * EACH })}</th>
              <td>{figureText(own.requestsPerSecond, language)}</td>
              <td>{figureText(own.p99, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
