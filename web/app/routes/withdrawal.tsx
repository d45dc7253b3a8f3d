import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  useActionData,
  useLoaderData,
} from 'react-router';
import { Head } from '../frame/head';
import { Problem } from '../parts/field';
import { SmallPage } from '../parts/small-page';
import { ask, get, orErrorPage, Refusal } from '../shop/api.server';
import type { Withdrawal } from '../shop/api-types';
import type { FormState } from '../shop/form';
import { problemOf } from '../shop/problems.server';
import { inReadersNames } from '../shop/withdraw.server';
import { momentText } from '../words/amounts';
import { useZone } from '../words/formats';
import { type Texts, useWords } from '../words/words';

/** Its address is as good as the right to revoke: it is kept nowhere, and told to nobody. */
const HEADERS = { 'cache-control': 'private, no-store' };
const pathOf = (token: string | undefined) => `/withdrawals/${encodeURIComponent(token ?? '')}`;

export const headers = () => HEADERS;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const found = await orErrorPage(
    get<Withdrawal>(request, pathOf(params['token'])).catch((error: unknown) => {
      if (error instanceof Refusal && error.status === 404) return null;
      throw error;
    }),
  );
  const named = found && (await inReadersNames(request, found));
  return data({ found: named }, { status: found ? 200 : 410, headers: HEADERS });
}

/** By a button alone: what looks through mails opens each link in them. */
export async function action({ request, params }: ActionFunctionArgs) {
  const state: FormState = { fields: {}, typed: {} };
  try {
    await ask(request, `${pathOf(params['token'])}/revocation`, { method: 'POST' });
    return data({ state }, { headers: HEADERS });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    state.problem = problemOf(error);
    return data({ state }, { status: error.status, headers: HEADERS });
  }
}

const SAID = {
  confirmed: ['withdraw.revokeTitle', 'withdraw.revokeLead'],
  revoked: ['withdraw.revokedTitle', 'withdraw.revokedLead'],
  carried_out: ['withdraw.carriedTitle', 'withdraw.carriedLead'],
  gone: ['withdraw.goneTitle', 'withdraw.goneLead'],
} as const satisfies Record<string, readonly (keyof Texts)[]>;

/** Where the link of a mail leads by which a withdrawal is revoked. */
export default function RevokeWithdrawal() {
  const { found } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { say, locale } = useWords();
  const zone = useZone();
  const step = found?.state ?? 'gone';
  const until = found ? momentText(found.revocableUntil, locale, zone) : '';
  const [title, lead] = SAID[step];
  return (
    <SmallPage title={say(title)} lead={say(lead, { number: found?.number ?? '', until })}>
      <Head title={say(title)} description={say('shop.description')} index={false} />
      <ul className="mt-4">
        {found?.lines.map((line) => (
          <li key={line.lineId}>{`${line.name} × ${line.quantity}`}</li>
        ))}
      </ul>
      {step === 'confirmed' ? (
        <Form method="post">
          <Problem state={answer?.state} />
          <button type="submit" className="button mt-7 w-full">
            {say('withdraw.revoke')}
          </button>
        </Form>
      ) : (
        <Link to="/track" className="button mt-7">
          {say('track.title')}
        </Link>
      )}
    </SmallPage>
  );
}
