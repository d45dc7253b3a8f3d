import { Link, useLocation } from 'react-router';
import { useWords } from '../words/words';
import { Head } from './head';

const KINDS: Record<number, 'notFound' | 'error.away' | 'error.forbidden' | 'error.tooMany'> = {
  403: 'error.forbidden',
  404: 'notFound',
  429: 'error.tooMany',
  503: 'error.away',
};

/** What a visitor sees instead of a page that cannot be shown. */
export function ErrorPage({ status }: { status: number }) {
  const { say } = useWords();
  const { pathname, search } = useLocation();
  const kind = KINDS[status] ?? 'error';
  const title = say(`${kind}.title`);
  return (
    <>
      <Head title={title} description={say(`${kind}.text`)} index={false} />
      <div className="mx-auto max-w-xl py-10 text-center md:py-16">
        <div className="niche mx-auto max-w-72" aria-hidden="true">
          <img src="/pictures/empty-shelf.svg" alt="" width="240" height="240" />
        </div>
        <h1 className="mt-8 text-title">{title}</h1>
        <p className="mx-auto mt-4 max-w-md text-lg text-soft">{say(`${kind}.text`)}</p>
        <div className="mt-8 flex flex-wrap justify-center gap-3">
          {status !== 404 && (
            <a href={pathname + search} className="button">
              {say('error.again')}
            </a>
          )}
          <Link to="/" className="button" data-kind={status === 404 ? undefined : 'quiet'} reloadDocument>
            {say('error.home')}
          </Link>
        </div>
      </div>
    </>
  );
}
