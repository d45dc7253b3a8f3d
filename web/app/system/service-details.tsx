import type { ServiceFigures, SystemFigures } from '../shop/api-types';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';
import { figureText } from './figure-texts';
import { ServiceChart } from './service-chart';
import { ServiceState } from './service-state';

interface Props {
  service: ServiceFigures;
  past: readonly SystemFigures[];
}

/** All that is known of one service: its processes, its last minute, whom it asks, its batches, pool and outbox. */
export function ServiceDetails({ service, past }: Props) {
  const { say, language } = useWords();
  const { name, state, instances, pool, outbox, sagas } = service;
  const figure = (value: number | null) => figureText(value, language);
  return (
    <details className="system-service" id={name}>
      <summary>
        <h3>{name}</h3> <ServiceState state={state} />
      </summary>
      <ul className="system-processes">
        {instances.map((one) => (
          <li key={one.id + one.startedAt}>
            <b>{one.id}</b> · {say('inside.system.version', { version: one.version })} ·{' '}
            {say('inside.system.since')} <Moment at={one.startedAt} /> ·{' '}
            {one.ready ? say('inside.system.ready') : `${say('inside.system.not_ready')}: ${one.why ?? ''}`}
          </li>
        ))}
        {instances.length === 0 && <li>{say('inside.system.nobody')}</li>}
      </ul>
      <p suppressHydrationWarning>
        {[
          ...(sagas === undefined ? [] : [say('inside.system.sagas', { n: sagas })]),
          ...(pool ? [say('inside.system.waiting', { n: pool.waiting, ms: figure(pool.waitP99) })] : []),
          ...(outbox ? [say('inside.system.outbox', { n: outbox.events, age: figure(outbox.age) })] : []),
        ].join(' · ')}
      </p>
      {past.length > 0 && <ServiceChart name={name} past={past} />}
      <p>
        <a className="link" href={`/learn/services/${name}`}>
          {say('inside.system.about')}
          <span className="sr-only">: {name}</span>
        </a>
      </p>
      <div className="system-beside">
        <Calls service={service} />
        <Batches service={service} />
      </div>
    </details>
  );
}

function Calls({ service: { calls } }: Pick<Props, 'service'>) {
  const { say } = useWords();
  return (
    <Figures
      caption={say('inside.system.calls')}
      titles={['to', 'requests', 'errors', 'p99']}
      rows={calls.map(({ to, requestsPerSecond, errorsPerSecond, p99 }) => ({
        name: to,
        values: [requestsPerSecond, errorsPerSecond, p99],
      }))}
    />
  );
}

function Batches({ service: { batches } }: Pick<Props, 'service'>) {
  const { say } = useWords();
  return (
    <Figures
      caption={say('inside.system.batches')}
      titles={['batch', 'batchRate', 'size', 'waited']}
      rows={batches.map(({ name, perSecond, size, waitP99 }) => ({
        name,
        values: [perSecond, size, waitP99],
      }))}
    />
  );
}

interface FiguresProps {
  caption: string;
  /** Of the names, then of each value. */
  titles: readonly ('to' | 'requests' | 'errors' | 'p99' | 'batch' | 'batchRate' | 'size' | 'waited')[];
  rows: readonly { name: string; values: readonly Parameters<typeof figureText>[0][] }[];
}

/** A small table of figures by name; nothing where there are none. */
function Figures({ caption, titles, rows }: FiguresProps) {
  const { say, language } = useWords();
  if (rows.length === 0) return null;
  return (
    <table className="system-small">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {titles.map((title) => (
            <th key={title} scope="col">
              {say(`inside.system.${title}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, values }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {values.map((value, at) => (
              <td key={titles[at]} suppressHydrationWarning>
                {figureText(value, language)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
