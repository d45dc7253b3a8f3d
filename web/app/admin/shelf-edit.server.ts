import type { Refusal } from '../shop/api.server';
import type { Category } from '../shop/api-types';
import { everyItem } from '../shop/every-item.server';
import type { FormState } from '../shop/form';
import { problemOf } from '../shop/problems.server';
import type { Texts } from '../words/words';
import { bodyOf, conflictState, type Edit, type EditState } from './edit.server';

export const SHELF_FIELDS = ['name.en', 'name.ru', 'slug', 'parentId', 'place'] as const;

/** What stands in the fields of a new shelf. */
export const EMPTY_SHELF: Record<string, string> = {
  'name.en': '',
  'name.ru': '',
  slug: '',
  parentId: '',
  place: '0',
};

/** What stands in the fields of a shelf, in both languages; undefined when there is none. */
export async function shelfTexts(request: Request, id: string): Promise<Record<string, string> | undefined> {
  const [en, ru] = await Promise.all([findIn(request, id, 'en'), findIn(request, id, 'ru')]);
  if (!en || !ru) return undefined;
  const { slug, parentId, place } = en;
  return { 'name.en': en.name, 'name.ru': ru.name, slug, parentId: parentId ?? '', place: String(place) };
}

/** A shelf in one language, which nobody keeps for a page. */
async function findIn(request: Request, id: string, language: string): Promise<Category | undefined> {
  const all = await everyItem<Category>(request, '/categories', { headers: { 'accept-language': language } });
  return all.find((one) => one.id === id);
}

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** What is wrong with a shelf's form; undefined for nothing. */
export function wrongShelf({ typed }: Pick<Edit, 'typed'>): FormState | undefined {
  const fields: Record<string, keyof Texts> = {};
  for (const name of ['name.en', 'name.ru']) if (!typed[name]) fields[name] = 'admin.products.needed';
  if (!SLUG.test(typed['slug'] ?? '')) fields['slug'] = 'admin.shelves.slugWrong';
  if (!/^\d{1,4}$/.test(typed['place'] ?? '')) fields['place'] = 'admin.shelves.placeWrong';
  return Object.keys(fields).length > 0 ? { fields, typed } : undefined;
}

/** The body that makes a shelf or changes one. */
export function shelfBody(edit: Edit): object {
  return bodyOf(edit, (name, text) => {
    if (name === 'place') return Number(text);
    return name === 'parentId' && text === '' ? null : text;
  });
}

/** What a form gets back that was not saved. */
export function shelfRefused(edit: Edit, refusal: Refusal): EditState {
  const state = conflictState(edit, refusal, (_name, value) => (value === null ? '' : String(value)));
  if (state) return state;
  const given = { fields: {}, typed: edit.typed, was: edit.was };
  if (refusal.code === 'slug_taken') return { ...given, fields: { slug: 'admin.shelves.slugTaken' } };
  if (refusal.code === 'category_in_use') return { ...given, problem: 'admin.shelves.inUse' };
  const [first] = (refusal.body['errors'] as { path: string }[] | undefined) ?? [];
  if (first?.path === 'parentId') return { ...given, fields: { parentId: 'admin.shelves.parentWrong' } };
  return { ...given, problem: problemOf(refusal) };
}
