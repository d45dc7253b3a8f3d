import { useEffect, useMemo, useRef } from 'react';
import { Form } from 'react-router';
import { useWords } from '../words/words';
import { announce } from './announce';
import { DraftNote } from './draft-note';
import { SaveBar } from './save-bar';
import type { SheetSaved } from './save-sheet.server';
import { countFields } from './sheet-cells';
import { SheetConflicts } from './sheet-conflicts';
import type { SheetRow } from './sheet-rows.server';
import { SheetTable } from './sheet-table';
import { SheetTools } from './sheet-tools';
import { SheetWhy } from './sheet-why';
import { UnsavedQuestion } from './unsaved-question';
import { useDraft } from './use-draft';
import { useSheet } from './use-sheet';

interface Props {
  /** Which page of which list it is, for its draft. */
  id: string;
  rows: readonly SheetRow[];
  /** What stands in the cells, by their names. */
  saved: Readonly<Record<string, string>>;
  state: SheetSaved | undefined;
  pageKey: string;
  stock: boolean;
}

/** A sheet of prices and stock: moved through, pasted into and undone as in a spreadsheet, and a plain form without scripts. */
export function SheetForm(props: Props) {
  // What was saved is another form: its cells show what was made of what was typed.
  return <OneSheet key={JSON.stringify(props.saved)} {...props} />;
}

function OneSheet({ id, rows, saved: read, state, pageKey, stock }: Props) {
  const { language, count } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef(false);
  // Read again it is another object, that says the same. Why pieces change is kept with a draft, and is no change itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form is another one where it does not
  const saved = useMemo(() => ({ ...read, ...(stock && { reason: 'counted', note: '' }) }), []);
  const { unsaved, draft, was, keep, restore, discard } = useDraft(form, id, saved);
  const sheet = useSheet(form, language, {
    filled: (cells, left) =>
      announce(count('admin.sheet.filled', cells) + (left > 0 ? ` ${count('admin.sheet.left', left)}` : '')),
    selected: (cells) => announce(count('admin.sheet.selected', cells)),
  });
  useMarks(form, unsaved);
  const summary = countFields(unsaved).map(([field, many]) => count(`admin.sheet.n.${field}`, many));
  return (
    <Form
      ref={form}
      method="post"
      preventScrollReset
      className="admin-sheet"
      onInput={() => {
        sent.current = false;
        keep();
      }}
      onSubmit={() => {
        sent.current = true;
      }}
      {...sheet.handlers}
    >
      {draft && <DraftNote draft={draft} restore={restore} discard={discard} />}
      <input type="hidden" name="key" value={pageKey} />
      <input type="hidden" name="was" value={JSON.stringify({ ...read, ...state?.was, ...was })} />
      {rows.map((row) => (
        <input
          key={row.id}
          type="hidden"
          name="row"
          value={`${row.id}:${row.product}${row.isVariant ? ':variant' : ''}`}
        />
      ))}
      {state && state.conflicts.length > 0 && <SheetConflicts conflicts={state.conflicts} rows={rows} />}
      {stock && rows.length > 0 && <SheetWhy why={state?.why} />}
      <SheetTable {...{ rows, saved: read, state, stock }} />
      <SaveBar unsaved={summary}>
        <SheetTools sheet={sheet} />
      </SaveBar>
      <UnsavedQuestion names={summary} sent={sent} />
    </Form>
  );
}

/** Marks the cells that are not saved, to be seen and to be heard. */
function useMarks(form: React.RefObject<HTMLFormElement | null>, unsaved: readonly string[]) {
  const { say } = useWords();
  useEffect(() => {
    const changed = new Set(unsaved);
    for (const cell of form.current?.querySelectorAll<HTMLInputElement>('input[data-cell]') ?? []) {
      const marked = changed.has(cell.name);
      if (marked === cell.hasAttribute('data-changed')) continue;
      cell.toggleAttribute('data-changed', marked);
      const was = cell.dataset['saved'] || say('admin.nothing');
      if (marked && cell.type === 'text') cell.title = say('admin.conflictWas', { value: was });
      else cell.removeAttribute('title');
    }
  }, [form, unsaved, say]);
}
