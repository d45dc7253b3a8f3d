import { type FormEvent, useMemo } from 'react';
import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useSubmit,
} from 'react-router';
import { cartRows } from '../cart/cart-rows';
import { CartSaid } from '../cart/cart-said';
import { CartSum } from '../cart/cart-sum';
import { EmptyCart } from '../cart/empty-cart';
import { LeftOver } from '../cart/left-over';
import { RemovedNote } from '../cart/removed-note';
import { useCartEdits } from '../cart/use-cart-edits';
import { Head } from '../frame/head';
import { CartLines } from '../parts/cart-lines';
import { CartTold } from '../parts/cart-told';
import { RefusedNote } from '../parts/refused-note';
import { orNothing } from '../shop/api.server';
import { cartOf, keepCart, leftOver, settleLeftOver } from '../shop/cart.server';
import { cartBack } from '../shop/cart-back.server';
import { boughtOne } from '../shop/catalogue.server';
import {
  asAsked,
  changed,
  noteOf,
  putIn,
  restored,
  STATUS,
  type Told,
  toldIn,
  typedIn,
  withSeen,
} from '../shop/change-cart.server';
import { noteDone, takeDone } from '../shop/done.server';
import { nextStep } from '../shop/draft.server';
import { pricedCart } from '../shop/priced-cart.server';
import { refusedOrder } from '../shop/refused.server';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const back = await cartBack(request);
  const cart = cartOf(request);
  const { done, headers } = takeDone(request);
  const noted = toldIn(done);
  const [priced, refused, removed] = await Promise.all([
    orNothing(pricedCart(request, cart)),
    refusedOrder(request),
    removedBefore(request, noted),
  ]);
  const left = leftOver(request).length;
  const shown = { count: cart.lines.length, cart: priced ?? null, left, refused, noted, removed };
  return data(shown, { headers: [...headers, ...back] });
}

/** What the page before has taken out, as it is put back: at the price of now. */
async function removedBefore(request: Request, noted: readonly Told[]) {
  const one = noted.find(({ what }) => what === 'removed');
  if (!one) return null;
  const known = await boughtOne(request, one.product).catch(() => null);
  const restore = `${one.product}.${one.quantity}.${known?.price.amount ?? 0}`;
  return { name: known?.name ?? null, restore };
}

/** What was refused is told with another status; the cart is shown as it is all the same. */
export const shouldRevalidate = () => true;

/**
 * Puts in, changes, takes out and puts back; `to=checkout` notes that the prices on the page were seen, and goes on.
 * Quantities that make no sense are sent back, and nothing is changed; what was done is told where the page has not
 * shown it.
 */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const left = form.get('left');
  if (left) return redirect('/cart', { headers: settleLeftOver(request, left === 'forget') });
  const now = cartOf(request);
  const { cart, told } = form.has('add')
    ? await putIn(request, now, form)
    : form.has('restore')
      ? restored(now, form)
      : changed(now, form);
  const well = asAsked(told);
  if (!well && cart === now && !form.has('add')) {
    const wrong = told.find((one) => !asAsked([one]))!;
    return data({ told, typed: typedIn(form) }, { status: STATUS[wrong.what] });
  }
  const goOn = well && form.get('to') === 'checkout' && cart.lines.length > 0;
  const headers = [keepCart(request, goOn ? withSeen(cart, form) : cart)];
  const news = told.filter(({ what }) => what !== 'added');
  if (news.length > 0) headers.push(noteDone(request, noteOf(news)));
  return redirect(goOn ? nextStep(request) : '/cart', { headers });
}

export default function Cart() {
  const { count, cart, left, refused, noted, removed } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() ?? { told: noted, typed: {} };
  const { say } = useWords();
  const edits = useCartEdits();
  const submit = useSubmit();
  const rows = useMemo(
    () => cartRows(cart?.lines ?? [], edits.wanted, edits.removed),
    [cart, edits.wanted, edits.removed],
  );
  const told = edits.told.length > 0 ? edits.told : acted.told;
  const notes = (
    <>
      {refused && <RefusedNote {...refused} here="/cart" />}
      <CartTold told={told} />
      {removed && <RemovedNote {...removed} />}
      <LeftOver count={left} />
      <p role="status" className="font-medium text-ember not-empty:mt-5">
        {edits.unsaved && say('cart.unsaved')}
      </p>
    </>
  );
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const { submitter } = event.nativeEvent as SubmitEvent;
    if (!(await edits.settled()) || !submitter?.getAttribute('name')) return;
    submit(new FormData(form, submitter), { method: 'post', preventScrollReset: true });
  };
  const full = (cart?.lines.length ?? 0) > 0;
  return (
    <>
      <Head title={say('cart.title')} description={say('shop.description')} index={false} />
      {rows.length === 0 || !cart ? (
        <EmptyCart away={count > 0 && !cart}>{notes}</EmptyCart>
      ) : (
        <>
          <h1 className="text-title">{say(full ? 'cart.title' : 'cart.empty')}</h1>
          {notes}
          <CartSaid saved={edits.saved} rows={rows} />
          <Form
            method="post"
            preventScrollReset
            data-offline="own"
            onSubmit={send}
            className="mt-6 grid items-start gap-8 lg:grid-cols-[1fr_22rem]"
          >
            {/* What Enter in a field means: change, and never take out what stands first. */}
            <button type="submit" tabIndex={-1} aria-hidden="true" className="hidden" />
            <CartLines rows={rows} edits={edits} told={told} typed={acted.typed} />
            {full ? (
              <CartSum cart={cart} rows={rows} />
            ) : (
              <Link to="/search" className="button">
                {say('home.look')}
              </Link>
            )}
          </Form>
        </>
      )}
    </>
  );
}
