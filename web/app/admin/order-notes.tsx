import type { ComponentProps } from 'react';
import { useWords } from '../words/words';
import { NewNote } from './new-note';
import { OneNote } from './one-note';
import type { OrderPage } from './order-page.server';

interface Props extends ComponentProps<typeof NewNote> {
  notes: OrderPage['notes'];
  may: boolean;
}

/** What staff have written on an order, and a form to write more. */
export function OrderNotes({ notes, may, ...form }: Props) {
  const { answer } = form;
  const { say } = useWords();
  return (
    <section className="admin-card" aria-labelledby="notes">
      <h2 id="notes">{say('admin.order.notes')}</h2>
      <p className="text-sm text-soft">{say('admin.order.notesAreOurs')}</p>
      {may && <NewNote {...form} />}
      <ol className="order-notes">
        {notes.map((note) => (
          <OneNote
            key={note.data.id}
            note={note}
            answer={answer?.note === note.data.id ? answer : undefined}
          />
        ))}
      </ol>
    </section>
  );
}
