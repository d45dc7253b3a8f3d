import { data, redirect } from 'react-router';
import { ask, Refusal } from '../shop/api.server';
import { noteDone } from '../shop/done.server';
import { problemOf } from '../shop/problems.server';
import { bodyOf, conflictState, type EditState, readEdit } from './edit.server';
import { noteSaved } from './note-saved.server';
import { piecesIn } from './pieces-in';
import { stockPath } from './stock-path';

const textOf = (value: unknown) => (value === null ? '' : String(value));

/**
 * Saves from how many on a product is low, and where it lies; an empty field: never, and nowhere. Answers as an action does.
 */
export async function saveStock(
  request: Request,
  { form, id, here }: { form: FormData; id: string; here: string },
) {
  // A page of the release before has no field for the place.
  const edit = readEdit(
    form,
    ['threshold', 'place'].filter((name) => form.has(name)),
  );
  const { typed, was } = edit;
  const wanted = typed['threshold'] ?? '';
  if (wanted !== '' && piecesIn(wanted) === undefined) {
    const state: EditState = { fields: { threshold: 'admin.stock.wholeNumber' }, typed, was };
    return data(state, { status: 422 });
  }
  const body = bodyOf(edit, (name, text) => {
    if (text === '') return null;
    return name === 'place' ? text : piecesIn(text);
  });
  try {
    await ask(request, stockPath(id), { method: 'PATCH', body });
    return redirect(here, { headers: [noteDone(request, 'stock'), noteSaved(request, `threshold:${id}`)] });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const state: EditState = conflictState(edit, error, (_, value) => textOf(value)) ?? {
      ...{ fields: {}, typed, was },
      problem: problemOf(error),
    };
    return data(state, { status: error.status });
  }
}
