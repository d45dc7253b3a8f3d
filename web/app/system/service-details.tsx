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
      <div className="system-beside">
        <Calls service={service} />
        <Batches service={service} />
      </div>
    </details>
  );
}

function Calls({ service: { calls } }: Pick<Props, 'service'>) {
  const { say, language } = useWords();
  if (calls.length === 0) return null;
  const titles = ['to', 'requests', 'errors', 'p99'] as const;
  return (
    <table className="system-small">
      <caption>{say('inside.system.calls')}</caption>
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
        {calls.map(({ to, requestsPerSecond, errorsPerSecond, p99 }) => (
          <tr key={to}>
            <th scope="row">{to}</th>
            {[requestsPerSecond, errorsPerSecond, p99].map((value, at) => (
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

function Batches({ service: { batches } }: Pick<Props, 'service'>) {
  const { say, language } = useWords();
  if (batches.length === 0) return null;
  const titles = ['batch', 'batchRate', 'size', 'waited'] as const;
  return (
    <table className="system-small">
      <caption>{say('inside.system.batches')}</caption>
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
        {batches.map(({ name, perSecond, size, waitP99 }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {[perSecond, size, waitP99].map((value, at) => (
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
