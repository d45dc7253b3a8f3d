import { Form } from 'react-router';
import { Problem } from '../parts/field';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';
import { Conflict } from './conflict';
import { Hidden } from './hidden';
import type { NotDone } from './not-done.server';
import type { OrderPage } from './order-page.server';
import { TextArea } from './text-area';

interface Props {
  note: OrderPage['notes'][number];
  answer: NotDone | undefined;
}

/** A note, with who wrote it; whoever did may change it for a day. */
export function OneNote({ note, answer }: Props) {
  const { say } = useWords();
  const { at, by, data, mine } = note;
  const { id = '', text = '', editedAt } = data;
  return (
    <li>
      <p className="text-sm text-soft">
        <b className="text-ink">{by?.name ?? say('admin.order.somebody')}</b> <Moment at={at} />
        {editedAt && (
          <>
            {' '}
            {say('admin.order.edited')} <Moment at={editedAt} />
          </>
        )}
      </p>
      <p className="order-note">{text}</p>
      {mine && (
        <details open={answer !== undefined}>
          <summary className="admin-link cursor-pointer">{say('admin.order.changeNote')}</summary>
          <Form method="post" preventScrollReset>
            <Hidden values={{ note: id, was: JSON.stringify({ text, ...answer?.state.was }) }} />
            {answer?.state.conflicts ? (
              <Conflict conflicts={answer.state.conflicts} labels={{ text: say('admin.order.note') }} />
            ) : (
              <Problem state={answer?.state} />
            )}
            <TextArea
              name="text"
              label={say('admin.order.note')}
              rows={3}
              maxLength={2000}
              defaultValue={text}
              state={answer?.state}
            />
            <div className="mt-2 flex flex-wrap gap-2">
              <button type="submit" name="act" value="note-change" className="button">
                {say('admin.order.saveNote')}
              </button>
              <button type="submit" name="act" value="note-delete" className="button" data-kind="quiet">
                {say('admin.order.deleteNote')}
              </button>
            </div>
          </Form>
        </details>
      )}
    </li>
  );
}
