import { type ReactNode, useEffect, useRef } from 'react';
import { Form } from 'react-router';
import { Field } from '../parts/field';
import { SelectField } from '../parts/select-field';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import type { Refused } from './stock-change.server';

interface Props {
  product: string;
  /** Another one with each page: what was typed has been sent then. */
  pageKey: string;
  refused: Refused | undefined;
  /** Whether they may do more than take goods in. */
  adjusts: boolean;
}

const REASONS = ['damaged', 'lost', 'given_away', 'returned', 'more', 'fewer'] as const;

/** Goods received, counted, or changed for another reason. */
export function StockForms({ adjusts, ...props }: Props) {
  const { say } = useWords();
  const receive = <ChangeForm {...props} act="receive" title={say('admin.stock.received')} />;
  if (!adjusts) return <div className="max-w-xl">{receive}</div>;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-3">
      {receive}
      <ChangeForm
        {...props}
        act="count"
        title={say('admin.stock.count')}
        hint={say('admin.stock.countHint')}
      />
      <ChangeForm {...props} act="other" title={say('admin.stock.other')}>
        {(state) => (
          <SelectField
            name="reason"
            label={say('admin.stock.reason')}
            choices={REASONS.map((reason) => [reason, say(`admin.stock.reason.${reason}`)])}
            required
            state={state}
          />
        )}
      </ChangeForm>
    </div>
  );
}

interface FormProps extends Omit<Props, 'adjusts'> {
  act: 'receive' | 'count' | 'other';
  title: string;
  hint?: string;
  children?: (state: FormState | undefined) => ReactNode;
}

function ChangeForm({ product, pageKey, refused, act, title, hint, children }: FormProps) {
  const { say } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const state = refused?.form === act ? refused.state : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page, not another form
  useEffect(() => form.current?.reset(), [pageKey]);
  return (
    <Form ref={form} method="post" preventScrollReset className="admin-card" aria-label={title}>
      <h2>{title}</h2>
      <input type="hidden" name="product" value={product} />
      <input type="hidden" name="key" value={pageKey} />
      <input type="hidden" name="act" value={act} />
      {children?.(state)}
      <Field
        name="quantity"
        label={say(act === 'count' ? 'admin.stock.found' : 'admin.stock.pieces')}
        {...(hint && { hint })}
        inputMode="numeric"
        autoComplete="off"
        maxLength={14}
        required
        state={state}
      />
      <Field name="note" label={say('admin.stock.note')} optional maxLength={500} state={state} />
      <button type="submit" className="button mt-3 justify-self-start">
        {say(`admin.stock.do.${act}`)}
      </button>
    </Form>
  );
}
