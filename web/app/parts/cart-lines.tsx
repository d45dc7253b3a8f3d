import { useEffect, useId, useRef } from 'react';
import { Link } from 'react-router';
import { MOST_OF_ONE } from '../shop/cart';
import type { Told } from '../shop/change-cart.server';
import type { PricedLine } from '../shop/priced-cart.server';
import { moneyText } from '../words/amounts';
import { Price } from '../words/formats';
import { useWords } from '../words/words';
import { isOfLine, useTold } from './cart-told';
import { Availability } from './product-grid';
import { ProductPicture } from './product-picture';

/** What is told of a change that was just made, and what was typed where it was refused, by product. */
interface Changes {
  told: readonly Told[];
  typed: Record<string, string>;
}

/** What is in the cart, and what has changed about it since it was put in; part of the cart's form. */
export function CartLines({ lines, told, typed }: Changes & { lines: PricedLine[] }) {
  const toldOf = ({ productId }: PricedLine) =>
    told.find((one) => isOfLine(one) && one.product === productId);
  return (
    <ul className="divide-y divide-line border-y border-line">
      {lines.map((line) => (
        <li
          key={line.productId}
          className="grid grid-cols-[5.5rem_1fr] items-start gap-x-5 gap-y-3 py-5 sm:grid-cols-[7rem_1fr]"
        >
          {line.product ? (
            <Known line={line} product={line.product} typed={typed[line.productId]} told={toldOf(line)} />
          ) : (
            <Gone line={line} />
          )}
        </li>
      ))}
    </ul>
  );
}

type Product = NonNullable<PricedLine['product']>;

interface Line {
  line: PricedLine;
  typed: string | undefined;
  told: Told | undefined;
}

function Known({ line, product, typed, told }: Line & { product: Product }) {
  const sum = { ...product.price, amount: product.price.amount * line.quantity };
  return (
    <>
      <ProductPicture product={product} size={112} first decorative />
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
          <Link to={`/p/${product.id}`} className="text-lg font-medium hover:underline">
            {product.name}
          </Link>
          <Price money={sum} className="text-lg font-bold" />
        </div>
        <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-soft">
          {line.quantity > 1 && <Each price={product.price} />}
          <Availability product={product} quiet />
        </p>
        <Changed line={line} product={product} />
        <Quantity line={line} name={product.name} typed={typed} told={told} />
      </div>
    </>
  );
}

function Each({ price }: { price: Product['price'] }) {
  const { say, language } = useWords();
  return <span suppressHydrationWarning>{say('cart.each', { price: moneyText(price, language) })}</span>;
}

/** What somebody should know about a line before they pay. */
export function Changed({ line, product }: { line: PricedLine; product: Product }) {
  const { say, language } = useWords();
  const notes = [
    line.before &&
      say('cart.priceChanged', {
        before: moneyText(line.before, language),
        now: moneyText(product.price, language),
      }),
    product.availability === 'out' && say('cart.soldOut'),
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

function Quantity({ line, name, typed, told }: Line & { name: string }) {
  const { say } = useWords();
  const tell = useTold();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const shown = typed ?? String(line.quantity);
  const seen = useRef({ shown, told });
  useEffect(() => {
    // What is in the cart now, also where that is less than was typed; not over what was typed before the page came alive.
    if (input.current && (seen.current.shown !== shown || seen.current.told !== told)) {
      input.current.value = shown;
    }
    seen.current = { shown, told };
  }, [shown, told]);
  return (
    <>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <input
          ref={input}
          type="number"
          inputMode="numeric"
          name={`quantity.${line.productId}`}
          aria-label={say('cart.quantityOf', { name })}
          aria-invalid={told?.what === 'count' ? true : undefined}
          aria-describedby={told && id}
          min={1}
          max={MOST_OF_ONE}
          defaultValue={shown}
          className="field max-w-24"
          required
        />
        <button type="submit" className="button" data-kind="quiet">
          {say('cart.change')}
          <span className="sr-only">{name}</span>
        </button>
        <button
          type="submit"
          name="remove"
          value={line.productId}
          formNoValidate
          className="link min-h-11 cursor-pointer px-2"
        >
          {say('cart.remove')}
          <span className="sr-only">{name}</span>
        </button>
      </div>
      {told && (
        <p id={id} role="alert" className="mt-2 text-sm font-medium text-ember">
          {tell(told)}
        </p>
      )}
    </>
  );
}

function Gone({ line }: { line: PricedLine }) {
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
        <button
          type="submit"
          name="remove"
          value={line.productId}
          formNoValidate
          className="link mt-2 min-h-11 cursor-pointer"
        >
          {say('cart.remove')}
        </button>
      </div>
    </>
  );
}
