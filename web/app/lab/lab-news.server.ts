import { settings } from '../../server/config';
import { get, orNothing } from '../shop/api.server';
import type { LabView } from './lab-types';

/** What a page has to say of faults that are active just now. */
export interface LabNews {
  active: number;
  hits: number;
  /** When the last of them is over. */
  until: string;
  now: number;
}

/** What is active for whoever is signed in; null for nothing. Where there is no laboratory nobody is asked. */
export async function labNews(request: Request, signedIn: boolean): Promise<LabNews | null> {
  if (!settings().lab || !signedIn) return null;
  const lab = await orNothing(get<LabView>(request, '/lab'));
  if (!lab || lab.active.length === 0) return null;
  const hits = lab.active.reduce((sum, fault) => sum + fault.hits, 0);
  const until = lab.active
    .map(({ endsAt }) => endsAt)
    .sort()
    .at(-1)!;
  return { active: lab.active.length, hits, until, now: Date.now() };
}
