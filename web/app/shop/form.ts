import { isBlank, shownText } from '@sagashop/kernel/text';
import type { Texts } from '../words/words';

/** What was wrong with a form: a text for the whole, and one for each field; and what was typed, to type on. */
export interface FormState {
  problem?: keyof Texts;
  fields: Record<string, keyof Texts>;
  /** What stands in the texts of the fields. */
  values?: Record<string, string>;
  typed: Record<string, string>;
}

/**
 * The texts that were typed into a form, as the API would keep them; `kept` are the names of those that may go back into
 * the page. What shows nothing counts as not typed.
 */
export function formTexts(form: FormData, kept: readonly string[]): Record<string, string> {
  return Object.fromEntries(kept.map((name) => [name, textOf(form.get(name))]));
}

function textOf(value: FormDataEntryValue | null): string {
  const text = shownText(String(value ?? '')).trim();
  return isBlank(text) ? '' : text;
}
