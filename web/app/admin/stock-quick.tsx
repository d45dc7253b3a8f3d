import { useEffect, useRef } from 'react';
import { Form } from 'react-router';
import { useWords } from '../words/words';
import type { Refused } from './stock-change.server';
import type { StockRow } from './stock-rows.server';

interface Props {
  row: StockRow;
  /** Another one with each page: what was typed has been sent then. */
  pageKey: string;
  refused: Refused | undefined;
  /** Whether they may count too; whoever takes goods in may not. */
  adjusts: boolean;
}

/** Receives or counts a product where it stands in the list: a number, and Enter to receive. */
export function StockQuick({ row: { productId, name }, pageKey, refused, adjusts }: Props) {
  const { say } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const wrong = refused?.product === productId ? refused.state : undefined;
  const told = `told-${productId}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page, not another form
  useEffect(() => form.current?.reset(), [pageKey]);
  return (
    <Form ref={form} method="post" preventScrollReset className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="product" value={productId} />
      <input type="hidden" name="key" value={pageKey} />
      <input
        name="quantity"
        inputMode="numeric"
        autoComplete="off"
        maxLength={14}
        required
        defaultValue={wrong?.typed['quantity']}
        aria-label={say('admin.stock.piecesOf', { name })}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? told : undefined}
        className="field w-20"
      />
      <button type="submit" name="act" value="receive" className="button" data-kind="quiet">
        {say('admin.stock.receive')}
      </button>
      {adjusts && (
        <button type="submit" name="act" value="count" className="button" data-kind="quiet">
          {say('admin.stock.counted')}
        </button>
      )}
      {wrong && (
        <p id={told} role="alert" className="w-full text-ember">
          {say(Object.values(wrong.fields)[0]!)}
        </p>
      )}
    </Form>
  );
}
