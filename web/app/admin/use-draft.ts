import { type RefObject, useCallback, useEffect, useState } from 'react';
import { useRouteLoaderData } from 'react-router';
import type { adminData } from './admin-data.server';
import { type Draft, draftOf, keepDraft, unsavedIn } from './drafts';
import { fillIn, textsIn } from './form-fields';

type Texts = Readonly<Record<string, string>>;

/**
 * Keeps what is typed into a form and not saved in this browser, for whoever is signed in alone. `saved` is what the
 * fields were as they were read. `unsaved` are the names of the changed fields; `draft` is what was left here earlier and
 * is not in the form, and `was` what its fields were then, once it is restored.
 */
export function useDraft(form: RefObject<HTMLFormElement | null>, id: string, saved: Texts) {
  const person = useRouteLoaderData<typeof adminData>('admin')?.id ?? '';
  const [unsaved, setUnsaved] = useState<readonly string[]>([]);
  const [draft, setDraft] = useState<Draft>();
  const [was, setWas] = useState<Texts>({});
  const typed = useCallback(() => {
    return form.current ? unsavedIn(textsIn(form.current, Object.keys(saved)), saved) : {};
  }, [form, saved]);
  useEffect(() => {
    const now = typed();
    setUnsaved(Object.keys(now));
    const left = draftOf(localStorage, person, id);
    const differs = Object.entries(left ? unsavedIn(left.typed, saved) : {}).some(
      ([name, text]) => now[name] !== text,
    );
    setDraft(differs ? left : undefined);
  }, [typed, saved, person, id]);
  const keep = () => {
    const changed = typed();
    const before = Object.fromEntries(Object.keys(changed).map((name) => [name, was[name] ?? saved[name]!]));
    // A draft that waits to be restored is not lost to whoever types on beside it.
    const all = { typed: { ...draft?.typed, ...changed }, was: { ...draft?.was, ...before } };
    keepDraft(localStorage, person, id, { at: new Date().toISOString(), ...all });
    setUnsaved(Object.keys(changed));
  };
  const settle = (texts: Texts, before: Texts) => {
    setDraft(undefined);
    setWas(before);
    if (form.current) fillIn(form.current, texts);
  };
  return {
    unsaved,
    draft,
    was,
    keep,
    restore: () => settle(draft?.typed ?? {}, draft?.was ?? {}),
    discard: () => {
      keepDraft(localStorage, person, id, undefined);
      settle(saved, {});
    },
  };
}
