import { useEffect, useState } from 'react';
import { useRouteLoaderData } from 'react-router';
import { useUnsent } from '../cart/unsent-adds';
import { Head } from '../frame/head';
import { SmallPage } from '../parts/small-page';
import type { loader as rootLoader } from '../root';
import { safePath } from '../shop/return-address';
import { useWords } from '../words/words';

/** What is shown instead of a page that cannot be had without a connection, until there is one. */
export default function Offline() {
  const { say } = useWords();
  const [from, comeFrom] = useState('/');
  const owner = useRouteLoaderData<typeof rootLoader>('root')?.cartOwner ?? null;
  const unsent = useUnsent(owner);
  useEffect(() => {
    const wanted = safePath(new URLSearchParams(location.search).get('from'));
    comeFrom(wanted);
    const goOn = () => location.replace(wanted);
    addEventListener('online', goOn);
    return () => removeEventListener('online', goOn);
  }, []);
  return (
    <SmallPage title={say('offline.title')} lead={say('offline.help')} picture>
      <Head title={say('offline.title')} description={say('offline.help')} index={false} />
      {unsent.length > 0 && (
        <section aria-labelledby="unsent" className="mt-6">
          <h2 id="unsent" className="font-sans text-base font-semibold">
            {say('unsent.title')}
          </h2>
          <ul className="mt-1">
            {unsent.map(({ key, name, quantity }) => (
              <li key={key}>
                {name} × {quantity}
              </li>
            ))}
          </ul>
        </section>
      )}
      <a href={from} className="button mt-7">
        {say('error.again')}
      </a>
    </SmallPage>
  );
}
