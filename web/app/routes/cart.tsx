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
import { Head } from '../frame/head';
import { CartLines } from '../parts/cart-lines';
import { CartTold } from '../parts/cart-told';
import { RefusedNote } from '../parts/refused-note';
import { SmallPage } from '../parts/small-page';
import { orNothing } from '../shop/api.server';
import { MOST_LINES } from '../shop/cart';
import { cartOf, keepCart, leftOver, settleLeftOver } from '../shop/cart.server';
import { changed, noteOf, putIn, STATUS, toldIn, typedIn, withSeen } from '../shop/change-cart.server';
import { noteDone, takeDone } from '../shop/done.server';
import { pricedCart } from '../shop/priced-cart.server';
import { refusedOrder } from '../shop/refused.server';
import { Price } from '../words/formats';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const cart = cartOf(request);
  const { done, headers } = takeDone(request);
  const [priced, refused] = await Promise.all([orNothing(pricedCart(request, cart)), refusedOrder(request)]);
  const left = leftOver(request).length;
  return data(
    { count: cart.lines.length, cart: priced ?? null, left, refused, noted: toldIn(done) },
    { headers },
  );
}

/** What was refused is told with another status; the cart is shown as it is all the same. */
export const shouldRevalidate = () => true;

/**
 * Puts in, changes and takes out; `to=checkout` notes that the prices on the page were seen, and goes on. Quantities
 * that make no sense are sent back, and nothing is changed; what was done otherwise than it was asked for is told.
 */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const left = form.get('left');
  if (left) return redirect('/cart', { headers: settleLeftOver(request, left === 'forget') });
  const now = cartOf(request);
  const { cart, told } = form.has('add') ? await putIn(request, now, form) : changed(now, form);
  const wrong = told.find(({ what }) => what !== 'added');
  const status = STATUS[wrong?.what ?? 'added'];
  if (form.has('stay')) return data({ told, typed: {} }, { headers: [keepCart(request, cart)], status });
  if (wrong && cart === now && !form.has('add')) return data({ told, typed: typedIn(form) }, { status });
  const goOn = !wrong && form.get('to') === 'checkout' && cart.lines.length > 0;
  const headers = [keepCart(request, goOn ? withSeen(cart, form) : cart)];
  if (wrong) headers.push(noteDone(request, noteOf(told)));
  return redirect(goOn ? '/checkout' : '/cart', { headers });
}

export default function Cart() {
  const { count, cart, left, refused, noted } = useLoaderData<typeof loader>();
  const { told, typed } = useActionData<typeof action>() ?? { told: noted, typed: {} };
  const { say } = useWords();
  const head = <Head title={say('cart.title')} description={say('shop.description')} index={false} />;
  const notes = (
    <>
      {refused && <RefusedNote {...refused} here="/cart" />}
      <CartTold told={told} />
      <LeftOver count={left} />
    </>
  );
  if (count === 0 || !cart) {
    return (
      <SmallPage
        title={say(cart ? 'cart.empty' : 'cart.title')}
        lead={say(cart ? 'cart.emptyHelp' : 'cart.away')}
        picture
      >
        {head}
        {notes}
        <Link to={cart ? '/search' : '/cart'} className="button mt-7" reloadDocument={!cart}>
          {say(cart ? 'home.look' : 'error.again')}
        </Link>
      </SmallPage>
    );
  }
  return (
    <>
      {head}
      <h1 className="text-title">{say('cart.title')}</h1>
      {notes}
      <Form method="post" preventScrollReset className="mt-6 grid items-start gap-8 lg:grid-cols-[1fr_22rem]">
        {/* What Enter in a field means: change, and never take out what stands first. */}
        <button type="submit" tabIndex={-1} aria-hidden="true" className="hidden" />
        <CartLines lines={cart.lines} told={told} typed={typed} />
        <Sum cart={cart} />
      </Form>
    </>
  );
}

/** What does not fit into the cart, and what can be done with it. */
function LeftOver({ count: left }: { count: number }) {
  const { say, count } = useWords();
  if (left === 0) return null;
  return (
    <Form method="post" className="mt-5 rounded-xl bg-tone px-5 py-4">
      <p role="status">{count('cart.left', left, { most: MOST_LINES })}</p>
      <p className="mt-3 flex flex-wrap gap-3">
        <button type="submit" name="left" value="in" className="button" data-kind="quiet">
          {say('cart.leftIn')}
        </button>
        <button type="submit" name="left" value="forget" className="link min-h-11 cursor-pointer px-2">
          {say('cart.leftForget')}
        </button>
      </p>
    </Form>
  );
}

function Sum({ cart }: { cart: NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['cart']> }) {
  const { say } = useWords();
  return (
    <section
      aria-label={say('cart.total')}
      className="rounded-card border border-line bg-card p-6 lg:sticky lg:top-6"
    >
      {cart.total && (
        <p className="flex items-baseline justify-between gap-4">
          <span className="font-medium">{say('cart.total')}</span>
          <Price money={cart.total} className="text-2xl font-bold" />
        </p>
      )}
      <p className="mt-1 text-sm text-soft">{say('cart.totalHelp')}</p>
      {cart.orderable ? (
        <>
          {cart.lines.map(({ productId, product }) => (
            <input
              key={productId}
              type="hidden"
              name="seen"
              value={`${productId}.${product?.price.amount}`}
            />
          ))}
          <button type="submit" name="to" value="checkout" className="button mt-5 w-full">
            {say('cart.checkout')}
          </button>
        </>
      ) : (
        <p role="status" className="mt-5 font-medium text-ember">
          {say('cart.notOrderable')}
        </p>
      )}
      <p className="mt-4 text-sm text-soft">{say('product.promise')}</p>
    </section>
  );
}
