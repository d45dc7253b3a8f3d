import { Link } from 'react-router';
import type { CartRow } from '../cart/cart-rows';
import { LineQuantity } from '../cart/line-quantity';
import { RemoveLine } from '../cart/remove-line';
import { RemovedLine } from '../cart/removed-line';
import type { CartEdits } from '../cart/use-cart-edits';
import type { Told } from '../shop/change-cart.server';
import type { PricedLine } from '../shop/priced-cart.server';
import { productPath } from '../shop/product-path';
import { moneyText } from '../words/amounts';
import { Price } from '../words/formats';
import { withUnits } from '../words/with-units';
import { useWords } from '../words/words';
import { isOfLine } from './cart-told';
import { Availability } from './product-grid';
import { ProductPicture } from './product-picture';

interface Props {
  rows: readonly CartRow[];
  edits: CartEdits;
  /** What is told of a change that was just made. */
  told: readonly Told[];
  /** What was typed where it was refused, by product. */
  typed: Record<string, string>;
}

/** What is in the cart, and what has changed about it since it was put in; part of the cart's form. */
export function CartLines({ rows, edits, told, typed }: Props) {
  const toldOf = ({ productId }: PricedLine) =>
    told.find((one) => isOfLine(one) && one.product === productId);
  return (
    <ul className="divide-y divide-line border-y border-line">
      {rows.map((row, at) =>
        row.removed ? (
          <li key={`removed ${row.removed.line.productId}`} className="py-4">
            <RemovedLine name={row.removed.name} undo={() => edits.undo(row.removed, row.before)} />
          </li>
        ) : (
          <li
            key={row.line.productId}
            className="grid grid-cols-[min(5.5rem,25%)_1fr] items-start gap-x-5 gap-y-3 py-5 sm:grid-cols-[7rem_1fr]"
          >
            <Line
              {...{ edits, at }}
              line={row.line}
              typed={typed[row.line.productId]}
              told={toldOf(row.line)}
            />
          </li>
        ),
      )}
    </ul>
  );
}

type Product = NonNullable<PricedLine['product']>;

interface LineProps {
  line: PricedLine;
  at: number;
  edits: CartEdits;
  typed: string | undefined;
  told: Told | undefined;
}

function Line(props: LineProps) {
  const { line } = props;
  return line.product ? <Known {...props} product={line.product} /> : <Gone {...props} />;
}

function Known({ product, ...props }: LineProps & { product: Product }) {
  const { line } = props;
  const sum = { ...product.price, amount: product.price.amount * line.quantity };
  return (
    <>
      <ProductPicture product={product} size={112} first decorative />
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
          <Link to={productPath(product)} className="min-w-0 text-lg font-medium hover:underline">
            {withUnits(product.name)}
          </Link>
          <Price money={sum} className="text-lg font-bold" />
        </div>
        <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-soft">
          {line.quantity > 1 && <Each price={product.price} />}
          {line.quantity !== product.left && <Availability product={product} quiet />}
        </p>
        <Changed line={line} product={product} />
        <LineQuantity {...props} product={product} />
      </div>
    </>
  );
}

function Each({ price }: { price: Product['price'] }) {
  const { say, language } = useWords();
  return <span suppressHydrationWarning>{say('cart.each', { price: moneyText(price, language) })}</span>;
}

interface Noted {
  line: Pick<PricedLine, 'before' | 'quantity'>;
  product: Pick<Product, 'price' | 'availability' | 'left'>;
}

/** What somebody should know about a line before they pay. */
export function Changed({ line, product }: Noted) {
  const { say, count, language } = useWords();
  const notes = [
    line.before &&
      say('cart.priceChanged', {
        before: moneyText(line.before, language),
        now: moneyText(product.price, language),
      }),
    product.availability === 'out' && say('cart.soldOut'),
    product.left && line.quantity > product.left && count('cart.overLeft', product.left),
  ].filter(Boolean);
  return notes.map((note) => (
    <p
      key={String(note)}
      role="status"
      suppressHydrationWarning
      className="mt-2 text-sm font-medium text-ember"
    >
      {note}
    </p>
  ));
}

function Gone({ line, at, edits }: LineProps) {
  const { say } = useWords();
  return (
    <>
      <div className="niche" data-sold-out>
        <img src="/pictures/parcel.svg" alt="" width="112" height="112" />
      </div>
      <div>
        <p role="status" className="font-medium text-ember">
          {say('cart.gone')}
        </p>
        <RemoveLine {...{ line, at, edits }} name={say('cart.goneName')} />
      </div>
    </>
  );
}
