import type { ReactNode } from 'react';
import type { ServiceFigures } from '../shop/api-types';
import { useWords } from '../words/words';
import { bytesIn, figureText } from './figure-texts';
import { ServiceState } from './service-state';

/** The table of an ingress dashboard, and what a service keeps and waits for; on a phone a card for each service. */
export function SystemTable({ services }: { services: readonly ServiceFigures[] }) {
  const { say } = useWords();
  const columns = useColumns();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it is wider than the window it scrolls, by keys too.
    <section className="system-scroll" aria-label={say('inside.system.table')} tabIndex={0}>
      <table className="system-table">
        <caption className="sr-only">{say('inside.system.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('inside.system.service')}</th>
            {columns.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {services.map((service) => (
            <tr key={service.name}>
              <th scope="row">
                <a href={`#${service.name}`} className="link">
                  {service.name}
                </a>{' '}
                <ServiceState state={service.state} />
              </th>
              {columns.map(({ title, cell }) => (
                <td key={title} data-title={title} suppressHydrationWarning>
                  {cell(service)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface Column {
  title: string;
  cell: (service: ServiceFigures) => ReactNode;
}

function useColumns(): Column[] {
  const { say, language } = useWords();
  const figure = (value: number | null) => figureText(value, language);
  const bytes = (count: number) => {
    const { value, unit } = bytesIn(count);
    return say(`inside.system.${unit}`, { n: figure(value) });
  };
  return [
    { title: say('inside.system.requests'), cell: (one) => figure(one.requestsPerSecond) },
    { title: say('inside.system.p50'), cell: (one) => figure(one.p50) },
    { title: say('inside.system.p90'), cell: (one) => figure(one.p90) },
    { title: say('inside.system.p99'), cell: (one) => figure(one.p99) },
    {
      title: say('inside.system.errors'),
      cell: (one) => (one.errorsPerSecond > 0 ? <b>{figure(one.errorsPerSecond)}</b> : figure(0)),
    },
    { title: say('inside.system.in'), cell: (one) => bytes(one.bytesIn) },
    { title: say('inside.system.out'), cell: (one) => bytes(one.bytesOut) },
    { title: say('inside.system.queue'), cell: (one) => figure(one.queue) },
    {
      title: say('inside.system.pool'),
      cell: ({ pool }) => (pool ? say('inside.system.of', { n: pool.running, max: pool.max }) : figure(null)),
    },
    {
      title: say('inside.system.database'),
      cell: ({ database }) => (database ? bytes(database.bytes) : figure(null)),
    },
    { title: say('inside.system.processes'), cell: ({ instances }) => figure(instances.length) },
  ];
}
