import { data, type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router';
import { CheckoutPage } from '../parts/checkout-page';
import { PayBox } from '../parts/pay-box';
import { RefusedNote } from '../parts/refused-note';
import { ReviewParts } from '../parts/review-parts';
import { get, orErrorPage, orNothing } from '../shop/api.server';
import type { Account, Order as OrderShape } from '../shop/api-types';
import { cartOf } from '../shop/cart.server';
import { shownCart } from '../shop/checkout-cart.server';
import { takeDone } from '../shop/done.server';
import { type Attempt, addressLine, draftOf, keepDraft } from '../shop/draft.server';
import { attemptFor, ended, isOwed, orderBody, placedUnder } from '../shop/pay.server';
import { pricedCart } from '../shop/priced-cart.server';
import { refusalOf, refusedAs, refusedOrder } from '../shop/refused.server';
import { member } from '../shop/session.server';
import { missingFor } from '../shop/top-up.server';

export async function loader({ request }: LoaderFunctionArgs) {
  const user = await member(request);
  const cart = cartOf(request);
  const draft = draftOf(request, user.id);
  if (cart.lines.length === 0) return redirect('/cart');
  if (!draft.address) return redirect('/checkout');
  if (!draft.day) return redirect('/checkout/day');
  const asked = orNothing(get<Account>(request, '/account'));
  const shown = shownCart(request, await orErrorPage(pricedCart(request, cart)));
  const attempt = attemptFor(draft, orderBody(cart, draft, shown.total, user));
  const begun = draft.attempt?.key === attempt.key;
  const placed = draft.attempt && (await placedUnder(request, draft.attempt.key));
  if (begun && placed) {
    const { to, cookies } = ended(request, draft, attempt.key, placed);
    return redirect(to, { headers: cookies });
  }
  const account = (await asked) ?? null;
  const { firstName, lastName, email, phone } = user;
  const { done, headers } = takeDone(request);
  return data(
    {
      cart: shown,
      contact: [`${firstName ?? ''} ${lastName ?? ''}`.trim(), email, phone ?? ''].filter(Boolean),
      address: addressLine(draft),
      day: draft.day,
      available: account?.available ?? null,
      missing: (await orNothing(missingFor(request, account, shown.total))) ?? null,
      done,
      attempt: attempt.key,
      refused: await toldOf(request, attempt, placed),
      unknown: begun && isOwed(attempt),
    },
    { headers: [...headers, ...(begun ? [] : [keepDraft(request, { ...draft, attempt })])] },
  );
}

/** What somebody should know before they pay: of the order that they placed last, or that was refused. */
async function toldOf(request: Request, attempt: Attempt, placed: OrderShape | undefined) {
  if (placed && placed.status !== 'cancelled') return refusalOf(placed, 'already');
  const refused = await refusedOrder(request);
  if (refused) return refused;
  if (attempt.refused) return refusedAs(attempt.refused);
  const before = new URL(request.url).searchParams.get('before');
  return before !== null && before !== attempt.key ? refusedAs('changed') : null;
}

export default function Review() {
  const shown = useLoaderData<typeof loader>();
  return (
    <CheckoutPage step="review" cart={shown.cart} aside={<PayBox {...shown} />}>
      {shown.refused && <RefusedNote {...shown.refused} />}
      <ReviewParts {...shown} />
    </CheckoutPage>
  );
}
