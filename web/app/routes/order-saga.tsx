import { useEffect, useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router';
import '../styles/inside.css';
import { Head } from '../frame/head';
import { MoreRooms } from '../inside/more-rooms';
import { READERS, type Reader } from '../inside/readers';
import { momentsOf, sagasAt } from '../inside/replay';
import { ReplaySlider } from '../inside/replay-slider';
import { SagaDrawing } from '../inside/saga-drawing';
import { useLiveSaga } from '../inside/use-live-saga';
import { Crumbs } from '../parts/crumbs';
import { get, orErrorPage } from '../shop/api.server';
import type { Order, Saga } from '../shop/api-types';
import { isUnderWay } from '../shop/progress';
import { member } from '../shop/session.server';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { roles } = await member(request);
  const path = `/orders/${encodeURIComponent(params['order']!)}`;
  const [{ id, number, status, createdAt }, saga] = await Promise.all([
    orErrorPage(get<Order>(request, path)),
    orErrorPage(get<Saga>(request, `${path}/saga`)),
  ]);
  const asked = new URL(request.url).searchParams.get('for');
  const usual: Reader = roles.length > 0 ? 'clerk' : 'engineer';
  const reader = READERS.find((one) => one === asked) ?? usual;
  return { id, number, status, createdAt, saga, reader, live: isUnderWay({ status } as Order, saga) };
}

/** How an order came about: its sagas as they are defined and as they went, live, in the words of whoever reads. */
export default function OrderSaga() {
  const { id, number, createdAt, saga: loaded, reader, live } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const saga = useLiveSaga(id, loaded, live);
  const [at, setAt] = useState<number>();
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  const moments = momentsOf(saga);
  const moment = at === undefined ? undefined : moments[at];
  const shown = moment === undefined ? saga.sagas : sagasAt(saga, moment);
  const title = say('inside.saga', { number });
  return (
    <>
      <Head title={title} description={say('shop.description')} index={false} />
      {live && (
        <noscript>
          <meta httpEquiv="refresh" content="3" />
        </noscript>
      )}
      <Crumbs
        trail={[
          { name: say('order.title', { number }), to: `/orders/${id}` },
          { name: say('inside.short'), to: `/orders/${id}/saga` },
        ]}
      />
      <h1 className="text-title">{title}</h1>
      <p className="mt-2 max-w-prose text-soft">
        <Moment at={createdAt} /> · {say(`inside.for.${reader}.lead`)}
      </p>
      <Readers reader={reader} />
      {ready && <ReplaySlider moments={moments} at={at} onChange={setAt} />}
      {shown.length === 0 && <p className="mt-6">{say('inside.none')}</p>}
      {shown.map((one) => (
        <SagaDrawing key={one.id} saga={one} steps={saga.steps} reader={reader} hits={loaded.faults ?? []} />
      ))}
      {loaded.faults && (
        <p className="mt-8">
          <a href="/learn/lab" className="link">
            {say('inside.lab.breakSomething')}
          </a>
        </p>
      )}
      <p className="mt-8 text-sm text-soft">{say('inside.whole')}</p>
      <MoreRooms here="saga" lab={false} />
    </>
  );
}

/** Whose words are spoken: a link each, so that it stands in the address. */
function Readers({ reader }: { reader: Reader }) {
  const { say } = useWords();
  const [search] = useSearchParams();
  const to = (one: Reader) => {
    const next = new URLSearchParams(search);
    next.set('for', one);
    return `?${next}`;
  };
  return (
    <nav className="saga-readers" aria-label={say('inside.for')}>
      {READERS.map((one) => (
        <Link
          key={one}
          to={to(one)}
          replace
          preventScrollReset
          aria-current={one === reader ? 'true' : undefined}
        >
          {say(`inside.for.${one}`)}
        </Link>
      ))}
    </nav>
  );
}
