import { useId } from 'react';
import { Form } from 'react-router';
import type { Order } from '../shop/api-types';
import type { FormState } from '../shop/form';
import type { Instead } from '../shop/instead.server';
import { returnableLines } from '../shop/returnable';
import { useWords } from '../words/words';
import { Field, Problem } from './field';
import { FieldFrame, saidOfField } from './field-frame';
import { ReturnWish } from './return-wish';

interface Props {
  order: Order;
  state: FormState | undefined;
  pageKey: string;
  /** What is in the cart and could be had instead. */
  instead: Instead | null | undefined;
}

/** Sending back pieces that were delivered; nothing where there are none. */
export function ReturnSome({ order, state, pageKey, instead }: Props) {
  const { say } = useWords();
  const photo = useId();
  const saidOfPhoto = { label: say('return.photo'), hint: say('return.photoHelp') };
  const lines = returnableLines(order);
  if (lines.length === 0) return <Problem state={state} />;
  return (
    <details className="mt-4 print:hidden" open={state !== undefined}>
      <summary className="link inline-block py-2">{say('return.some')}</summary>
      <Form
        method="post"
        encType="multipart/form-data"
        // A form with a file goes by the browser alone: so it is taken by the page's own address.
        reloadDocument
        className="mt-2 rounded-xl border border-line bg-card p-5"
      >
        <Problem state={state} />
        <p>{say('return.lead')}</p>
        {lines.map(({ id, name, n }) => (
          <Field
            key={id}
            name={`line.${id}`}
            label={say('return.of', { name, n: String(n) })}
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            state={state}
          />
        ))}
        <Field name="reason" label={say('return.reason')} maxLength={500} required state={state} />
        <FieldFrame {...{ id: photo, name: 'photo', state, optional: true }} {...saidOfPhoto}>
          <input
            {...saidOfField(photo, 'photo', saidOfPhoto.hint, state)}
            id={photo}
            type="file"
            name="photo"
            accept="image/*"
            className="field"
          />
        </FieldFrame>
        <ReturnWish instead={instead} state={state} />
        <input type="hidden" name="key" value={pageKey} />
        <button type="submit" name="act" value="return" className="button mt-4" data-kind="quiet">
          {say('return.now')}
        </button>
      </Form>
    </details>
  );
}
