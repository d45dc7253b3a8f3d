import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
} from 'react-router';
import { CheckoutPage } from '../parts/checkout-page';
import { Problem } from '../parts/field';
import { get, orErrorPage, Refusal } from '../shop/api.server';
import type { DeliveryDay as Day, List } from '../shop/api-types';
import { checkoutCart } from '../shop/checkout-cart.server';
import { draftOf, isDay, keepDraft } from '../shop/draft.server';
import type { FormState } from '../shop/form';
import { problemOf } from '../shop/problems.server';
import { member } from '../shop/session.server';
import { unsentOn } from '../shop/unsent.server';
import { dayText } from '../words/amounts';
import type { Texts } from '../words/words';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const user = await member(request);
  const cart = await checkoutCart(request);
  const draft = draftOf(request, user.id);
  if (!draft.address) return redirect('/checkout');
  const days = (await orErrorPage(get<List<Day>>(request, '/delivery/dates'))).items;
  const free = days.filter((day) => day.free > 0);
  const { unsent, headers } = unsentOn(request);
  const wanted = unsent?.typed['day'] ?? draft.day;
  const still = free.some(({ date }) => date === wanted);
  const chosen = still ? wanted : free[0]?.date;
  return data({ cart, days, chosen, lost: wanted !== undefined && !still, unsent }, { headers });
}

/** After a day was refused the days are shown as they are now. */
export const shouldRevalidate = () => true;

export async function action({ request }: ActionFunctionArgs) {
  const day = String((await request.formData()).get('day') ?? '');
  const user = await orErrorPage(member(request, { day }));
  const wrong = await wrongDay(request, day);
  if (wrong) return data({ problem: wrong[0], fields: {}, typed: {} } as FormState, { status: wrong[1] });
  const draft = { ...draftOf(request, user.id), day };
  return redirect('/checkout/review', { headers: [keepDraft(request, draft)] });
}

/** What is wrong with a day: no order would get it. Undefined when it can be booked at the moment. */
async function wrongDay(request: Request, day: string): Promise<[keyof Texts, number] | undefined> {
  if (!isDay(day)) return ['checkout.chooseDay', 422];
  try {
    const days = (await get<List<Day>>(request, '/delivery/dates')).items;
    const found = days.find(({ date }) => date === day);
    if (!found) return ['checkout.dayGone', 422];
    return found.free > 0 ? undefined : ['checkout.dayTaken', 409];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [problemOf(error), error.status];
  }
}

export default function DeliveryDay() {
  const { cart, days, chosen, lost, unsent } = useLoaderData<typeof loader>();
  const { say, count, locale } = useWords();
  const state = useActionData<typeof action>() ?? unsent ?? undefined;
  const back = useSearchParams()[0].get('then') === 'review';
  return (
    <CheckoutPage step="day" cart={cart}>
      <p className="text-soft">{say(chosen ? 'checkout.dayLead' : 'product.noDelivery')}</p>
      <Form method="post" className="mt-6">
        <Problem
          state={state ?? (lost ? { problem: 'checkout.dayLost', fields: {}, typed: {} } : undefined)}
        />
        <fieldset>
          <legend className="sr-only">{say('checkout.day')}</legend>
          <div className="grid gap-2.5 sm:grid-cols-2">
            {days.map(({ date, free }) => (
              <label key={date} className="choice">
                <input
                  type="radio"
                  name="day"
                  value={date}
                  defaultChecked={date === chosen}
                  disabled={free === 0}
                  required
                />
                <span className="flex min-w-0 grow flex-wrap items-baseline justify-between gap-x-3">
                  <span className="inline-block first-letter:uppercase" suppressHydrationWarning>
                    {dayText(date, locale)}
                  </span>
                  <span className="text-sm text-soft">
                    {free === 0
                      ? say('checkout.dayFull')
                      : free <= 5
                        ? count('checkout.dayFew', free)
                        : say('checkout.dayFree')}
                  </span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <div className="mt-8 flex flex-wrap gap-4">
          <button type="submit" className="button grow sm:grow-0">
            {say('checkout.toReview')}
          </button>
          <Link to={back ? '/checkout/review' : '/checkout'} className="button" data-kind="quiet">
            {say('checkout.back')}
          </Link>
        </div>
      </Form>
    </CheckoutPage>
  );
}
