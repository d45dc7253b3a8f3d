import { useEffect, useRef } from 'react';
import { MOST_OF_ONE } from '../shop/cart';
import { useWords } from '../words/words';

interface Props {
  product: string;
  name: string;
  quantity: number;
  /** More than that cannot be had. */
  most: number;
  /** What was typed and refused, where that is shown again. */
  typed: string | undefined;
  /** The element that says what is wrong with it, or why there are no more. */
  described: string | undefined;
  set: (quantity: number) => void;
}

/** How many: one fewer, a number to type, one more. Without a script each button sends the cart's form. */
export function Stepper({ product, name, quantity, most, typed, described, set }: Props) {
  const { say } = useWords();
  const field = useTyped(typed ?? String(quantity), set);
  const step = (by: number) => (event: React.MouseEvent) => {
    event.preventDefault();
    const next = Math.min(quantity + by, most);
    if (next >= 1 && next !== quantity) set(next);
  };
  return (
    <div className="stepper">
      <button
        type="submit"
        name="step"
        value={`${product}.-1`}
        formNoValidate
        aria-disabled={quantity <= 1 || undefined}
        aria-label={say('cart.less', { name })}
        onClick={step(-1)}
      >
        <span aria-hidden="true">−</span>
      </button>
      <input
        ref={field}
        type="number"
        inputMode="numeric"
        name={`quantity.${product}`}
        aria-label={say('cart.quantityOf', { name })}
        aria-invalid={typed === undefined ? undefined : true}
        aria-describedby={described}
        min={1}
        max={MOST_OF_ONE}
        defaultValue={typed ?? String(quantity)}
        onInput={({ currentTarget: { value } }) => {
          if (/^[1-9]\d{0,8}$/.test(value)) set(Math.min(Number(value), most));
        }}
        required
      />
      <button
        type="submit"
        name="step"
        value={`${product}.1`}
        formNoValidate
        aria-disabled={quantity >= most || undefined}
        aria-label={say('cart.more', { name })}
        onClick={step(1)}
      >
        <span aria-hidden="true">+</span>
      </button>
    </div>
  );
}

/** A field that shows what is in the cart when that changes, and keeps what was typed before the page came alive. */
function useTyped(shown: string, set: (quantity: number) => void) {
  const field = useRef<HTMLInputElement>(null);
  const seen = useRef<string>(undefined);
  useEffect(() => {
    const input = field.current;
    if (!input) return;
    if (seen.current === undefined) {
      if (input.value !== shown && /^[1-9]\d{0,4}$/.test(input.value)) set(Number(input.value));
    } else if (seen.current !== shown) input.value = shown;
    seen.current = shown;
  });
  return field;
}
