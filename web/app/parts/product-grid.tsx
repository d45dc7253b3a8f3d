import { Link } from 'react-router';
import type { Product } from '../shop/api-types';
import { productPath } from '../shop/product-path';
import { Price } from '../words/formats';
import { withUnits } from '../words/with-units';
import { useWords } from '../words/words';
import { ProductPicture } from './product-picture';

interface Props {
  products: Product[];
  /** The pictures of so many are asked for at once. */
  eager?: number;
  /** After each so many products there is a place that an address can name. */
  step?: number;
}

/** Products on their shelf. */
export function ProductGrid({ products, eager = 0, step = products.length }: Props) {
  return (
    <ul className="grid gap-x-4 gap-y-8 xs:grid-cols-2 sm:grid-cols-3 md:gap-x-6 lg:grid-cols-4">
      {products.map((product, at) => (
        <li key={product.id} id={at > 0 && at % step === 0 ? `from-${at}` : undefined}>
          <ProductTile product={product} first={at < eager} />
        </li>
      ))}
    </ul>
  );
}

function ProductTile({ product, first }: { product: Product; first: boolean }) {
  const { say } = useWords();
  return (
    <article className="tile relative">
      <ProductPicture product={product} size={256} first={first} decorative />
      <h3 className="mt-3 font-sans text-base font-medium leading-snug">
        <Link to={productPath(product)} className="after:absolute after:inset-0 hover:underline">
          {withUnits(product.name)}
        </Link>
      </h3>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-3">
        <span>
          {product.priceTo && <span className="text-sm text-soft">{say('price.from')} </span>}
          <Price money={product.price} className="text-lg font-bold" />
        </span>
        <Availability product={product} quiet />
      </p>
    </article>
  );
}

/** Whether it can be had, in words; `quiet` says nothing where all is well. */
export function Availability({ product, quiet = false }: { product: Product; quiet?: boolean }) {
  const { say, count } = useWords();
  const { availability, left } = product;
  if (quiet && availability === 'in_stock') return null;
  const colour = { in_stock: 'text-pine', low: 'text-ember', out: 'text-soft' }[availability];
  return (
    <span className={`inline-flex items-center gap-1.5 font-medium ${quiet ? 'text-sm' : ''} ${colour}`}>
      {!quiet && <span aria-hidden="true" className="size-2.5 rounded-full bg-current" />}
      {left ? count('product.left', left) : say(`product.${availability}`)}
    </span>
  );
}
