import { ask, Refusal } from '../shop/api.server';
import { formTexts } from '../shop/form';
import { keyFor } from '../shop/key.server';
import { conflictState, readEdit } from './edit.server';
import { type NotDone, notDone } from './not-done.server';

const notesOf = (id: string) => `/orders/${encodeURIComponent(id)}/notes`;

/** Writes a note, once for its form. */
export async function addNote(request: Request, id: string, form: FormData): Promise<NotDone | undefined> {
  const typed = formTexts(form, ['text']);
  const text = (typed['text'] ?? '').slice(0, 2000);
  if (!text) return { act: 'note', status: 422, state: { fields: { text: 'error.required' }, typed } };
  await ask(request, notesOf(id), {
    method: 'POST',
    body: { text },
    headers: { 'idempotency-key': keyFor(form.get('key'), id, text) },
  });
  return undefined;
}

/** Gives a note another text; where it has another one by now, both are shown. */
export async function changeNote(request: Request, id: string, form: FormData): Promise<NotDone | undefined> {
  const note = String(form.get('note'));
  const edit = readEdit(form, ['text']);
  const text = (edit.typed['text'] ?? '').slice(0, 2000);
  const { typed } = edit;
  const was = edit.was['text'];
  if (!text)
    return { act: 'note-change', note, status: 422, state: { fields: { text: 'error.required' }, typed } };
  if (text === was) return undefined;
  const body = { text, ...(was && { was: { text: was } }) };
  try {
    await ask(request, `${notesOf(id)}/${encodeURIComponent(note)}`, { method: 'PATCH', body });
    return undefined;
  } catch (error) {
    const conflict =
      error instanceof Refusal ? conflictState(edit, error, (_, value) => String(value)) : undefined;
    if (conflict) return { act: 'note-change', note, status: 409, state: conflict };
    return { ...notDone(request, 'note-change', typed, error), note };
  }
}

/** Takes a note away. */
export async function deleteNote(request: Request, id: string, form: FormData): Promise<NotDone | undefined> {
  const note = String(form.get('note'));
  try {
    await ask(request, `${notesOf(id)}/${encodeURIComponent(note)}`, { method: 'DELETE' });
    return undefined;
  } catch (error) {
    // Pressed twice, it is gone.
    if (error instanceof Refusal && error.status === 404) return undefined;
    return { ...notDone(request, 'note-delete', {}, error), note };
  }
}
