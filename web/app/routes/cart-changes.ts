import { type ActionFunctionArgs, redirect } from 'react-router';
import type { CartAnswer } from '../cart/send-to-cart';
import { orNothing } from '../shop/api.server';
import type { Cart } from '../shop/cart';
import { cartOf, keepCart } from '../shop/cart.server';
import { asAsked, changed, putIn, restored, STATUS } from '../shop/change-cart.server';
import { isDone, keepDone, keyOf } from '../shop/keys-done.server';
import { pricedCart } from '../shop/priced-cart.server';

/** The cart's forms for a script: what was done as JSON, and nothing is shown. A press with a known key is done once. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const now = cartOf(request);
  if (!form.has('add')) {
    const { cart, told } = form.has('restore') ? restored(now, form) : changed(now, form);
    return answer({ told, count: countOf(cart), total: null }, [keepCart(request, cart)]);
  }
  const key = keyOf(form);
  const again = isDone(request, key);
  const { cart, told } = again ? { cart: now, told: [] } : await putIn(request, now, form);
  const total = (await orNothing(pricedCart(request, cart)))?.total ?? null;
  const done = cart === now ? [] : keepDone(request, key);
  return answer({ told, count: countOf(cart), total }, again ? [] : [keepCart(request, cart), ...done]);
}

export function loader() {
  return redirect('/cart');
}

const countOf = ({ lines }: Cart) => lines.reduce((sum, { quantity }) => sum + quantity, 0);

function answer(body: CartAnswer, headers: [string, string][]): Response {
  const wrong = body.told.find((one) => !asAsked([one]));
  return Response.json(body, { status: STATUS[wrong?.what ?? 'added'], headers });
}
