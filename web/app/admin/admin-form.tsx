import { type ReactNode, useMemo, useRef } from 'react';
import { Form, useActionData } from 'react-router';
import { Problem } from '../parts/field';
import { Conflict } from './conflict';
import { DraftNote } from './draft-note';
import type { EditState } from './edit.server';
import { SaveBar } from './save-bar';
import { UnsavedQuestion } from './unsaved-question';
import { useDraft } from './use-draft';

interface Props {
  /** Which form it is, such as `product:UUID`; the action says it to `noteSaved`. */
  id: string;
  /** What stands beside each field, by the field's name: `name.en` is the field `en` of `name`. */
  labels: Readonly<Record<string, string>>;
  /** What the fields are, as the loader has read them and as texts. */
  saved: Readonly<Record<string, string>>;
  /** Where somebody goes who does not save. */
  back: string;
  /** The fields, each with `defaultValue` from `saved`, or from what the action gave back as typed. */
  children: ReactNode;
}

/**
 * A form that changes something. What is typed survives a reload, a sign-out and a failure; leaving asks, with the names
 * of what is not saved; and what somebody else has changed meanwhile is shown beside what was typed. `readEdit` reads it.
 */
export function AdminForm(props: Props) {
  // What was saved is another form: its fields show what was made of what was typed.
  return <OneForm key={JSON.stringify(props.saved)} {...props} />;
}

function OneForm({ id, labels, saved: read, back, children }: Props) {
  const state = useActionData<EditState>();
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef(false);
  // Read again it is another object, that says the same.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form is another one where it does not
  const saved = useMemo(() => read, []);
  const { unsaved, draft, was, keep, restore, discard } = useDraft(form, id, saved);
  const names = unsaved.map((name) => labels[name] ?? name);
  return (
    <Form
      ref={form}
      method="post"
      onInput={() => {
        sent.current = false;
        keep();
      }}
      onSubmit={() => {
        sent.current = true;
      }}
    >
      {draft && <DraftNote draft={draft} restore={restore} discard={discard} />}
      <input type="hidden" name="was" value={JSON.stringify({ ...saved, ...state?.was, ...was })} />
      {state?.conflicts ? (
        <Conflict conflicts={state.conflicts} labels={labels} />
      ) : (
        <Problem state={state} />
      )}
      {children}
      <SaveBar back={back} unsaved={names} />
      <UnsavedQuestion names={names} sent={sent} />
    </Form>
  );
}
