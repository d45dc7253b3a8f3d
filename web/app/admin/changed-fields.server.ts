import type { LoggedChange } from '../shop/api-types';
import { moneyText } from '../words/amounts';
import type { Language } from '../words/languages';
import { type Names, nameOfValue } from './log-subjects.server';

/** What an entry has in the place of a personal value. */
const HIDDEN = '…';
/** Letters of a long text that are shown, and those of them that are the same before a difference. */
const MOST = 240;
const LEAD = 40;

/** A value as the list shows it: a text, or one for which the catalogues have words. */
export type ShownValue = { text: string } | { words: 'yes' | 'no' | 'none' | 'hidden' } | { code: string };

/** A field that somebody changed; in one language where it is a text that stands in each. */
export interface ChangedField {
  name: string;
  language?: Language;
  before: ShownValue | null;
  after: ShownValue | null;
}

interface Reading {
  names: Names;
  currency: string;
  language: Language;
}

const MONEY = new Set(['price', 'balance', 'refunded', 'total', 'amount']);
/** Fields whose values the catalogues have words for. */
const CODES = new Set(['act', 'status', 'state', 'roles', 'saga', 'mail']);

/** The fields of an entry, each with what it was and is; null where there was, or is, none. */
export function changedFields(
  { before, after }: Pick<LoggedChange, 'before' | 'after'>,
  reading: Reading,
): ChangedField[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    if (!isLocalized(was) && !isLocalized(is)) return [field({ name }, was, is, reading)];
    return (['en', 'ru'] as const).flatMap((language) => {
      const [old, fresh] = [inLanguage(was, language), inLanguage(is, language)];
      return old === fresh ? [] : [field({ name, language }, old, fresh, reading)];
    });
  });
}

type Localized = Partial<Record<Language, string>>;

function isLocalized(value: unknown): value is Localized {
  return typeof value === 'object' && value !== null && ('en' in value || 'ru' in value);
}

const inLanguage = (value: unknown, language: Language) => (isLocalized(value) ? value[language] : undefined);

function field(
  called: Pick<ChangedField, 'name' | 'language'>,
  was: unknown,
  is: unknown,
  reading: Reading,
): ChangedField {
  const [before, after] = [shown(called.name, was, reading), shown(called.name, is, reading)];
  if (before && after && 'text' in before && 'text' in after) {
    const [old, fresh] = excerpts(before.text, after.text);
    return { ...called, before: { text: old }, after: { text: fresh } };
  }
  return { ...called, before: cut(before), after: cut(after) };
}

function shown(name: string, value: unknown, reading: Reading): ShownValue | null {
  if (value === undefined) return null;
  if (value === HIDDEN) return { words: 'hidden' };
  if (typeof value === 'boolean') return { words: value ? 'yes' : 'no' };
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0))
    return { words: 'none' };
  // The filters of a list of orders, as they would stand in its address.
  if (name === 'query' && typeof value === 'object')
    return { code: String(new URLSearchParams(value as Record<string, string>)) };
  if (CODES.has(name)) return { code: [value].flat().join(' ') };
  if (MONEY.has(name) && typeof value === 'number')
    return { text: moneyText({ amount: value, currency: reading.currency }, reading.language) };
  return { text: nameOfValue(reading.names, name, value) ?? leaves(value, reading.language).join(', ') };
}

/** What stands in a value, however deep, in the reader's language where it stands there in each. */
function leaves(value: unknown, language: Language): string[] {
  if (isLocalized(value)) return [value[language] ?? ''];
  if (typeof value !== 'object' || value === null) return value === null ? [] : [String(value)];
  return Object.values(value).flatMap((part) => leaves(part, language));
}

/** Of two long texts the part in which they differ. */
function excerpts(before: string, after: string): [string, string] {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  const long = Math.max(before.length, after.length) > MOST;
  // From the beginning of a word on.
  const from = long && same > LEAD ? before.lastIndexOf(' ', same - LEAD) + 1 : 0;
  const part = (text: string) => `${from > 0 ? '…' : ''}${shortened(text.slice(from))}`;
  return [part(before), part(after)];
}

const shortened = (text: string) => (text.length > MOST ? `${text.slice(0, MOST)}…` : text);

function cut(value: ShownValue | null): ShownValue | null {
  return value && 'text' in value ? { text: shortened(value.text) } : value;
}
