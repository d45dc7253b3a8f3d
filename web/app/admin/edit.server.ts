import type { Refusal } from '../shop/api.server';
import { type FormState, formTexts } from '../shop/form.ts';

type Texts = Record<string, string>;

/** A field that somebody else has changed since it was read, as texts of the form. */
export interface FieldConflict {
  field: string;
  was: string;
  now: string;
  yours: string;
}

/** What an action gives back of a form that was not saved. */
export interface EditState extends FormState {
  /** What the fields were when they were read. */
  was?: Texts;
  conflicts?: FieldConflict[];
}

/** What somebody changes with an `<AdminForm>`. */
export interface Edit {
  typed: Texts;
  was: Texts;
  /** The names of the fields that they changed. */
  changed: string[];
}

/**
 * Reads a form of the back office: what stands in the fields of these names, and what was there before. Where both sides
 * of a conflict were shown, "mine" knows of the other one by now, and "theirs" is no change of one's own.
 */
export function readEdit(form: FormData, names: readonly string[]): Edit {
  const typed = formTexts(form, names);
  const was = textsOf(form.get('was'), names);
  for (const name of names) {
    const keep = form.get(`keep.${name}`);
    const now = form.get(`now.${name}`);
    if (keep === null || typeof now !== 'string') continue;
    was[name] = now;
    if (keep === 'theirs') typed[name] = now;
  }
  return { typed, was, changed: names.filter((name) => typed[name] !== was[name]) };
}

/**
 * The body of the change, `{}` for none: the fields that were changed, and in `was` what they were. `name.en` becomes
 * `{name: {en}}`; `read` makes the API's value of a field's text.
 */
export function bodyOf({ typed, was, changed }: Edit, read: (name: string, text: string) => unknown): object {
  if (changed.length === 0) return {};
  const said = changed.filter((name) => was[name] !== undefined);
  const whole = said.length === changed.length;
  return {
    ...nested(changed.map((name) => [name, read(name, typed[name]!)])),
    ...(whole && { was: nested(said.map((name) => [name, read(name, was[name]!)])) }),
  };
}

/** What is given back where the API says that somebody else was faster; undefined for every other refusal. */
export function conflictState(
  { typed, was }: Edit,
  { code, body }: Pick<Refusal, 'code' | 'body'>,
  textOf: (name: string, value: unknown) => string,
): EditState | undefined {
  if (code !== 'edit_conflict' || !Array.isArray(body['conflicts'])) return undefined;
  const conflicts = body['conflicts'].map(
    ({ field, was: before, now, yours }: Record<string, unknown>): FieldConflict => {
      const text = (value: unknown) => textOf(String(field), value);
      return { field: String(field), was: text(before), now: text(now), yours: text(yours) };
    },
  );
  return { fields: {}, typed, was, conflicts };
}

/** Anybody can write a form's hidden field. */
function textsOf(sent: unknown, names: readonly string[]): Texts {
  try {
    const told: unknown = JSON.parse(String(sent));
    if (typeof told !== 'object' || told === null) return {};
    return Object.fromEntries(
      Object.entries(told).filter(([name, text]) => names.includes(name) && typeof text === 'string'),
    );
  } catch {
    return {};
  }
}

function nested(fields: readonly (readonly [string, unknown])[]): object {
  const whole: Record<string, unknown> = {};
  for (const [name, value] of fields) {
    const [outer, inner] = name.split('.', 2) as [string, string | undefined];
    if (inner === undefined) whole[outer] = value;
    else whole[outer] = { ...(whole[outer] as object | undefined), [inner]: value };
  }
  return whole;
}
