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
import { ask, orErrorPage, Refusal } from '../shop/api.server';
import type { FormState } from '../shop/form';
import { problemOf } from '../shop/problems.server';
import { productPath } from '../shop/product-path';
import { useWords } from '../words/words';

const HEADERS = { 'cache-control': 'private, no-store' };
export const headers = () => HEADERS;

const LINKS = { confirm: 'confirmations', stop: 'endings' } as const;
type Act = keyof typeof LINKS;
type Step = 'open' | 'gone' | 'done';

const isAct = (text: string | undefined): text is Act => text !== undefined && Object.hasOwn(LINKS, text);

async function actOf(text: string | undefined): Promise<Act> {
  if (!isAct(text)) throw new Refusal(404, { code: 'not_found' });
  return text;
}

export async function loader({ params }: LoaderFunctionArgs) {
  return data({ act: await orErrorPage(actOf(params['act'])) }, { headers: HEADERS });
}

/** By a press alone: what looks through mails opens each link in them. A mailbox may press by itself to end such mails (RFC 8058). */
export async function action({ request, params }: ActionFunctionArgs) {
  const act = await orErrorPage(actOf(params['act']));
  const path = `/reminders/${LINKS[act]}/${encodeURIComponent(params['token'] ?? '')}`;
  const state: FormState = { fields: {}, typed: {} };
  try {
    const { body } = await ask<{ productId: string; variantId: string | null } | null>(request, path, {
      method: 'POST',
    });
    const { productId: id, variantId } = body ?? {};
    const item =
      id === undefined ? '/' : productPath({ id, ...(variantId && { variant: { id: variantId } }) });
    return data({ state, step: 'done' as Step, item }, { headers: HEADERS });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const gone = [404, 410].includes(error.status);
    if (!gone) state.problem = problemOf(error);
    const step: Step = gone ? 'gone' : 'open';
    return data({ state, step, item: '/' }, { status: error.status, headers: HEADERS });
  }
}

/** Where the links of mails about goods lead: to wait for something, and to wait for nothing any more. */
export default function BackInStockLink() {
  const { act } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { say } = useWords();
  const step = answer?.step ?? 'open';
  const title = step === 'gone' ? say('verify.goneTitle') : say(`reminder.${act}.${step}Title`);
  const lead = step === 'gone' ? say('reminder.goneLead') : say(`reminder.${act}.${step}Lead`);
  return (
    <SmallPage title={title} lead={lead}>
      <Head title={title} description={say('shop.description')} index={false} />
      {step === 'open' ? (
        <Form method="post">
          <Problem state={answer?.state} />
          <button type="submit" className="button mt-7 w-full">
            {say(`reminder.${act}.yes`)}
          </button>
        </Form>
      ) : (
        <p className="mt-5">
          <Link to={answer?.item ?? '/'} className="button">
            {say(answer?.item === '/' ? 'reminder.toShop' : 'reminder.toItem')}
          </Link>
        </p>
      )}
    </SmallPage>
  );
}
