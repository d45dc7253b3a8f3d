import { data, Link, type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router';
import { Changed } from '../parts/cart-lines';
import { CheckoutPage } from '../parts/checkout-page';
import { Pay } from '../parts/pay';
import { RefusedNote } from '../parts/refused-note';
import { inOneLine } from '../shop/address';
import { get, orErrorPage, orNothing } from '../shop/api.server';
import type { Account, Order as OrderShape } from '../shop/api-types';
import { cartOf } from '../shop/cart.server';
import { type Attempt, draftOf, keepDraft } from '../shop/draft.server';
import { attemptFor, ended, isOwed, orderBody, placedUnder } from '../shop/pay.server';
import { pricedCart } from '../shop/priced-cart.server';
import { refusalOf, refusedAs, refusedOrder } from '../shop/refused.server';
import { member } from '../shop/session.server';
import { dayText } from '../words/amounts';
import { Price } from '../words/formats';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const user = await member(request);
  const cart = cartOf(request);
  const draft = draftOf(request, user.id);
  if (cart.lines.length === 0) return redirect('/cart');
  if (!draft.address) return redirect('/checkout');
  if (!draft.day) return redirect('/checkout/day');
  const account = orNothing(get<Account>(request, '/account'));
  const priced = await orErrorPage(pricedCart(request, cart));
  // With the order that was refused for it, which tells why.
  if (!priced.orderable || !priced.total) return redirect(`/cart${new URL(request.url).search}`);
  const attempt = attemptFor(draft, orderBody(cart, draft, priced.total));
  const begun = draft.attempt?.key === attempt.key;
  const placed = draft.attempt && (await placedUnder(request, draft.attempt.key));
  if (begun && placed) {
    const { to, cookies } = ended(request, draft, attempt.key, placed);
    return redirect(to, { headers: cookies });
  }
  return data(
    {
      lines: priced.lines,
      total: priced.total,
      account: (await account) ?? null,
      address: [`${user.firstName ?? ''} ${user.lastName ?? ''}`.trim(), inOneLine(draft.address)],
      day: draft.day,
      key: attempt.key,
      refused: await toldOf(request, attempt, placed),
      unknown: begun && isOwed(attempt),
    },
    { headers: begun ? [] : [keepDraft(request, { ...draft, attempt })] },
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
  const { say, locale } = useWords();
  const { account, total } = shown;
  const missing = account ? total.amount - account.available.amount : 0;
  return (
    <CheckoutPage step="review">
      {shown.refused && <RefusedNote {...shown.refused} />}
      <dl className="mt-6 grid gap-4 sm:grid-cols-2">
        <Part name={say('checkout.to')} change="/checkout">
          {shown.address.filter(Boolean).map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
        </Part>
        <Part name={say('checkout.on')} change="/checkout/day">
          <span className="inline-block first-letter:uppercase" suppressHydrationWarning>
            {dayText(shown.day, locale)}
          </span>
        </Part>
      </dl>
      <ul className="mt-6 divide-y divide-line border-y border-line">
        {shown.lines.map((line) => (
          <Line key={line.productId} line={line} />
        ))}
      </ul>
      <p className="mt-5 flex items-baseline justify-between gap-4 text-lg">
        <span className="font-semibold">{say('cart.total')}</span>
        <Price money={total} className="text-2xl font-bold" />
      </p>
      <p className="mt-1 flex flex-wrap justify-between gap-x-4 text-soft">
        <span>{say('checkout.balance')}</span>
        {account ? <Price money={account.available} /> : <span>{say('checkout.balanceAway')}</span>}
      </p>
      <Pay
        key={shown.key}
        attempt={shown.key}
        total={total}
        missing={missing > 0 ? { ...total, amount: missing } : null}
        unknown={shown.unknown}
      />
    </CheckoutPage>
  );
}

function Part({ name, change, children }: { name: string; change: string; children: React.ReactNode }) {
  const { say } = useWords();
  return (
    <div className="rounded-card border border-line bg-card p-5">
      <dt className="flex items-baseline justify-between gap-4 text-sm text-soft">
        {name}
        <Link to={change} className="link">
          {say('cart.change')}
          <span className="sr-only">{name}</span>
        </Link>
      </dt>
      <dd className="mt-1 font-medium">{children}</dd>
    </div>
  );
}

function Line({ line }: { line: ReturnType<typeof useLoaderData<typeof loader>>['lines'][number] }) {
  const { product, quantity } = line;
  if (!product) return null;
  return (
    <li className="py-3">
      <p className="flex items-baseline justify-between gap-4">
        <span>
          {product.name} <span className="text-soft">× {quantity}</span>
        </span>
        <Price
          money={{ ...product.price, amount: product.price.amount * quantity }}
          className="font-semibold"
        />
      </p>
      <Changed line={line} product={product} />
    </li>
  );
}
