/** What somebody had typed into a form and not saved: the fields that they changed, and what those were before. */
export interface Draft {
  at: string;
  typed: Record<string, string>;
  was: Record<string, string>;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** A browser is several people's: a draft is found by whoever wrote it alone. */
const keyOf = (person: string, form: string) => `sagashop:draft:${person}:${form}`;

/** The draft that somebody left of a form; undefined for none, or for what is none. */
export function draftOf(store: Store, person: string, form: string): Draft | undefined {
  try {
    const draft = JSON.parse(store.getItem(keyOf(person, form)) ?? 'null');
    const whole = typeof draft?.at === 'string' && isTexts(draft.typed) && isTexts(draft.was);
    return whole ? draft : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what is not saved of a form; nothing left of it is no draft. What the browser cannot keep is not kept. */
export function keepDraft(store: Store, person: string, form: string, draft: Draft | undefined): void {
  try {
    if (draft && Object.keys(draft.typed).length > 0)
      store.setItem(keyOf(person, form), JSON.stringify(draft));
    else store.removeItem(keyOf(person, form));
  } catch {
    // Full, or forbidden: the form itself has it still.
  }
}

/** What of a form differs from what is saved. */
export function unsavedIn(
  typed: Readonly<Record<string, string>>,
  saved: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(typed).filter(([name, text]) => text !== (saved[name] ?? '')));
}

function isTexts(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((text) => typeof text === 'string')
  );
}
