import { useEffect, useRef } from 'react';
import { Form } from 'react-router';
import { Problem } from '../parts/field';
import { useWords } from '../words/words';
import { DraftNote } from './draft-note';
import { Hidden } from './hidden';
import type { NotDone } from './not-done.server';
import { TextArea } from './text-area';
import { UnsavedQuestion } from './unsaved-question';
import { useDraft } from './use-draft';
import type { Doing } from './use-order-presence';

interface Props {
  order: string;
  pageKey: string;
  /** The last note was written by this page: what was typed stands among the others now. */
  done: boolean;
  answer: NotDone | undefined;
  doing: (what: Doing) => void;
}

const EMPTY = { text: '' };

/** A form for a note: what is typed survives a reload, and whoever leaves is asked. */
export function NewNote({ order, pageKey, done, answer, doing }: Props) {
  const { say } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef(false);
  const state = answer?.act === 'note' ? answer.state : undefined;
  const { unsaved, draft, keep, restore, discard } = useDraft(form, `note:${order}`, EMPTY);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that tells it was written empties the form
  useEffect(() => {
    if (done) discard();
  }, [done, pageKey]);
  return (
    <Form
      ref={form}
      method="post"
      preventScrollReset
      onInput={() => {
        sent.current = false;
        keep();
      }}
      onSubmit={() => {
        sent.current = true;
      }}
      onFocus={() => doing('note')}
      onBlur={() => doing('looking')}
    >
      {draft && <DraftNote draft={draft} restore={restore} discard={discard} />}
      <Problem state={state} />
      <TextArea name="text" label={say('admin.order.newNote')} rows={3} maxLength={2000} state={state} />
      <Hidden values={{ key: pageKey }} />
      <button type="submit" name="act" value="note" className="button mt-2">
        {say('admin.order.addNote')}
      </button>
      <UnsavedQuestion names={unsaved.map(() => say('admin.order.newNote'))} sent={sent} />
    </Form>
  );
}
