import { useRouteLoaderData } from 'react-router';
import { useWords } from '../words/words';
import type { adminData } from './admin-data.server';

export interface Command {
  kind: 'page' | 'act';
  path: string;
  name: string;
  /** The keys that do the same. */
  more: string;
}

/** The pages that somebody may open, and what else can be done from anywhere, whose names have what was typed in them. */
export function useCommands(typed: string): Command[] {
  const { say } = useWords();
  const menu = useRouteLoaderData<typeof adminData>('admin')?.menu ?? [];
  const wanted = typed.trim().toLowerCase();
  const all: Command[] = [
    ...menu.map(
      ({ path, text, letter }): Command => ({
        kind: 'page',
        path,
        name: say(text),
        more: `G ${letter.toUpperCase()}`,
      }),
    ),
    ...(menu.some(({ path }) => path === '/admin/products')
      ? [{ kind: 'page', path: '/admin/products/sheet', name: say('admin.sheet'), more: '' } as const]
      : []),
    { kind: 'page', path: '/admin/keys', name: say('admin.keys'), more: '?' },
    { kind: 'act', path: '/', name: say('admin.toShop'), more: '' },
    { kind: 'act', path: '/account', name: say('account.title'), more: '' },
  ];
  return all.filter(({ name }) => name.toLowerCase().includes(wanted));
}
