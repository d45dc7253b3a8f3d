import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { CheckoutPage } from '../parts/checkout-steps';
import { Problem } from '../parts/field';
import { get, orErrorPage } from '../shop/api.server';
import { cartOf } from '../shop/cart.server';
import { draftOf, isDay, keepDraft } from '../shop/draft.server';
import type { FormState } from '../shop/form';
import { member } from '../shop/session.server';
import type { DeliveryDay as Day, List } from '../shop/shapes';
import { dayText } from '../words/amounts';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const user = await member(request);
  if (cartOf(request).lines.length === 0) return redirect('/cart');
  const draft = draftOf(request, user.id);
  if (!draft.address) return redirect('/checkout');
  const days = (await orErrorPage(get<List<Day>>(request, '/delivery/dates'))).items;
  const free = days.filter((day) => day.free > 0);
  const chosen = free.some(({ date }) => date === draft.day) ? draft.day : free[0]?.date;
  return { days, chosen };
}

export async function action({ request }: ActionFunctionArgs) {
  const user = await member(request);
  const day = String((await request.formData()).get('day') ?? '');
  const nothing: FormState = { problem: 'checkout.chooseDay', fields: {}, typed: {} };
  if (!isDay(day)) return data(nothing, { status: 422 });
  const draft = { ...draftOf(request, user.id), day };
  return redirect('/checkout/review', { headers: [keepDraft(request, draft)] });
}

export default function DeliveryDay() {
  const { days, chosen } = useLoaderData<typeof loader>();
  const { say, count, language } = useWords();
  const state = useActionData<typeof action>();
  return (
    <CheckoutPage step="day">
      <p className="mt-2 text-soft">{say(chosen ? 'checkout.dayLead' : 'product.noDelivery')}</p>
      <Form method="post" className="mt-6">
        <Problem state={state} />
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
                <span className="grow first-letter:uppercase" suppressHydrationWarning>
                  {dayText(date, language)}
                </span>
                <span className="text-sm text-soft">
                  {free === 0
                    ? say('checkout.dayFull')
                    : free <= 5
                      ? count('checkout.dayFew', free)
                      : say('checkout.dayFree')}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <div className="mt-8 flex flex-wrap gap-4">
          <button type="submit" className="button grow sm:grow-0">
            {say('checkout.toReview')}
          </button>
          <Link to="/checkout" className="button" data-kind="quiet">
            {say('checkout.back')}
          </Link>
        </div>
      </Form>
    </CheckoutPage>
  );
}
