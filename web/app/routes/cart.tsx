import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router';
import { Head } from '../frame/head';
import { CartLines } from '../parts/cart-lines';
import { SmallPage } from '../parts/small-page';
import { orNothing } from '../shop/api.server';
import { type Cart as CartOf, withMore, withQuantity } from '../shop/cart';
import { cartOf, keepCart } from '../shop/cart.server';
import { product } from '../shop/catalogue.server';
import { pricedCart } from '../shop/priced-cart.server';
import { Price } from '../words/formats';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const cart = cartOf(request);
  return { count: cart.lines.length, cart: (await orNothing(pricedCart(request, cart))) ?? null };
}

/** Puts in, changes and takes out; `to=checkout` notes that the prices on the page were seen, and goes on. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const changed = await changedCart(request, cartOf(request), form);
  const headers = [keepCart(request, changed)];
  if (form.get('stay')) return data({ added: true }, { headers });
  return redirect(form.get('to') === 'checkout' ? '/checkout' : '/cart', { headers });
}

async function changedCart(request: Request, cart: CartOf, form: FormData): Promise<CartOf> {
  const productId = String(form.get('product') ?? '');
  const quantity = Math.trunc(Number(form.get('quantity') ?? 1));
  if (!Number.isFinite(quantity)) return cart;
  if (form.has('remove')) return withQuantity(cart, productId, 0);
  if (form.has('set')) return withQuantity(cart, productId, quantity);
  if (form.has('add')) {
    const found = await orNothing(product(request, productId));
    if (!found || quantity < 1) return cart;
    return withMore(cart, { productId: found.id, quantity, seen: found.price.amount });
  }
  const seen = new Map(form.getAll('seen').map((one) => String(one).split('.') as [string, string]));
  const lines = cart.lines.map((line) => ({ ...line, seen: Number(seen.get(line.productId) ?? line.seen) }));
  return { ...cart, lines: lines.filter((line) => Number.isSafeInteger(line.seen)) };
}

export default function Cart() {
  const { count, cart } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const head = <Head title={say('cart.title')} description={say('shop.description')} index={false} />;
  if (count === 0 || !cart) {
    return (
      <SmallPage
        title={say(cart ? 'cart.empty' : 'cart.title')}
        lead={say(cart ? 'cart.emptyHelp' : 'cart.away')}
        picture
      >
        {head}
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
      <div className="mt-6 grid items-start gap-8 lg:grid-cols-[1fr_22rem]">
        <CartLines lines={cart.lines} />
        <Sum cart={cart} />
      </div>
    </>
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
        <Form method="post" className="mt-5">
          <input type="hidden" name="to" value="checkout" />
          {cart.lines.map(({ productId, product }) => (
            <input
              key={productId}
              type="hidden"
              name="seen"
              value={`${productId}.${product?.price.amount}`}
            />
          ))}
          <button type="submit" className="button w-full">
            {say('cart.checkout')}
          </button>
        </Form>
      ) : (
        <p role="status" className="mt-5 font-medium text-ember">
          {say('cart.notOrderable')}
        </p>
      )}
      <p className="mt-4 text-sm text-soft">{say('product.promise')}</p>
    </section>
  );
}
