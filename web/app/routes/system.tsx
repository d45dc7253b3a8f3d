import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { settings } from '../../server/config';
import { Head } from '../frame/head';
import { MoreRooms } from '../inside/more-rooms';
import { get, orErrorPage } from '../shop/api.server';
import type { SystemFigures } from '../shop/api-types';
import { member } from '../shop/session.server';
import '../styles/system.css';
import { ServiceDetails } from '../system/service-details';
import { SystemMap } from '../system/system-map';
import { SystemTable } from '../system/system-table';
import { useLiveSystem } from '../system/use-live-system';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  await member(request);
  return { figures: await orErrorPage(get<SystemFigures>(request, '/system')), lab: settings().lab };
}

/** All services at work: who asks whom, how long it takes, what waits; live, or as it was when the page was opened. */
export default function System() {
  const { figures: loaded, lab } = useLoaderData<typeof loader>();
  const { figures, past, connected, paused, pause } = useLiveSystem(loaded);
  const { say } = useWords();
  const { services } = figures;
  const ill = services.filter(({ state }) => state !== 'ready');
  return (
    <>
      <Head title={say('inside.system')} description={say('shop.description')} index={false} />
      <h1 className="text-title">{say('inside.system')}</h1>
      <p className="mt-2 max-w-prose text-soft">{say('inside.system.lead')}</p>
      <p role="status" className="mt-3 font-semibold">
        {ill.length === 0
          ? say('inside.system.well')
          : ill.map(({ name, state }) => `${name}: ${say(`inside.system.${state}`)}`).join(' · ')}
      </p>
      <div className="system-now">
        <span>
          <Moment at={figures.at} />
          {connected === false && ` · ${say('inside.system.lost')}`}
        </span>
        {connected === undefined ? (
          <a href="/system" className="link">
            {say('inside.system.again')}
          </a>
        ) : (
          <button
            type="button"
            className="button"
            data-kind="quiet"
            aria-pressed={paused}
            onClick={() => pause(!paused)}
          >
            {say('inside.system.pause')}
          </button>
        )}
      </div>
      <SystemMap services={services} />
      <h2 className="mt-8 text-heading">{say('inside.system.table')}</h2>
      <SystemTable services={services} />
      <h2 className="mt-8 text-heading">{say('inside.system.each')}</h2>
      {services.map((service) => (
        <ServiceDetails key={service.name} service={service} past={past} />
      ))}
      <MoreRooms here="system" lab={lab} />
      <ForMachines />
    </>
  );
}

/** The same figures for programs. */
function ForMachines() {
  const { say } = useWords();
  const links = [
    ['/api/system', say('inside.system.json')],
    ['/api/docs', say('inside.system.api')],
  ];
  return (
    <p className="mt-2 text-sm text-soft">
      {say('inside.system.more')}
      {links.map(([to, text]) => (
        <a key={to} href={to} className="link ml-3">
          {text}
        </a>
      ))}
    </p>
  );
}
