import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { PlainWords } from '../parts/plain-words';
import { get, orNothing } from '../shop/api.server';
import type { ReturnTerms } from '../shop/api-types';
import { shared } from '../shop/shared.server';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const terms = shared(request, 'terms', (nobody) => get<ReturnTerms>(nobody, '/returns/terms'));
  return { terms: (await orNothing(terms)) ?? null };
}

/** What buying here means, with the way to withdraw from a contract where the law gives one. */
export default function Terms() {
  const { terms } = useLoaderData<typeof loader>();
  return (
    <PlainWords about="terms">
      {terms && <SendingBack terms={terms} />}
      {terms && terms.withdrawal.rule !== 'off' && <Withdrawing {...terms.withdrawal} />}
    </PlainWords>
  );
}

function SendingBack({ terms: { days, comeDays, sendTo } }: { terms: ReturnTerms }) {
  const { say, count } = useWords();
  if (days === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="text-heading">{say('terms.return')}</h2>
      <p className="mt-2">
        {count('terms.return.days', days)} {count('terms.return.come', comeDays)}
      </p>
      {sendTo && <p className="mt-2 wrap-anywhere">{say('return.sendTo', { address: sendTo })}</p>}
      <p className="mt-2">{say('terms.return.exchange')}</p>
    </section>
  );
}

function Withdrawing({ rule, days }: ReturnTerms['withdrawal']) {
  const { say, count } = useWords();
  return (
    <section className="mt-8">
      <h2 className="text-heading">{say('withdraw.title')}</h2>
      <p className="mt-2">{count('withdraw.any', days)}</p>
      <p className="mt-2">{say('terms.withdraw.how')}</p>
      <p className="mt-2">{say(rule === 'ru' ? 'terms.withdraw.ru' : 'terms.withdraw.eu')}</p>
      <p className="mt-3">
        <Link to="/withdraw" className="link">
          {say('withdraw.here')}
        </Link>
      </p>
    </section>
  );
}
