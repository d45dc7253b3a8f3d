import { useEffect, useRef } from 'react';
import type { PricedLine } from '../shop/priced-cart.server';
import { useWords } from '../words/words';
import type { CartEdits } from './use-cart-edits';

interface Props {
  line: PricedLine;
  /** Its place in the list. */
  at: number;
  edits: CartEdits;
  name: string;
}

/** The button that takes a line out; it has the focus when its line has come back. */
export function RemoveLine({ line, at, edits, name }: Props) {
  const { say } = useWords();
  const button = useRef<HTMLButtonElement>(null);
  const back = edits.back === line.productId;
  useEffect(() => {
    if (back) button.current?.focus();
  }, [back]);
  const { productId, quantity, product, before } = line;
  const seen = before?.amount ?? product?.price.amount ?? 0;
  return (
    <button
      ref={button}
      type="submit"
      name="remove"
      value={productId}
      formNoValidate
      className="link min-h-11 cursor-pointer px-2"
      onClick={(event) => {
        event.preventDefault();
        edits.takeOut({ line: { productId, quantity, seen }, name, at });
      }}
    >
      {say('cart.remove')}
      <span className="sr-only">{name}</span>
    </button>
  );
}
