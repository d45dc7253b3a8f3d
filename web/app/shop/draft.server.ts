import type { Address } from './address';
import { cookieOf, keepCookie } from './cookies.server';

const DRAFT = 'sagashop_checkout';
const KEPT = 14 * 24 * 3600; // seconds
const MOST_DONE = 3;

/** One try to pay: its key, what it is for, how much, and since when it has been on the page. */
export interface Attempt {
  key: string;
  print: string;
  amount: number;
  since: string;
}

/** What the checkout knows so far; in a cookie beside the cart, so that reload and Back change nothing. */
export interface Draft {
  owner: string;
  address?: Address;
  day?: string;
  attempt?: Attempt;
  /** The last tries that became orders: key and order. */
  done: [string, string][];
}

/** This member's checkout; an empty one when the cookie is another's, or none. */
export function draftOf(request: Request, owner: string): Draft {
  try {
    const text = Buffer.from(cookieOf(request, DRAFT) ?? '', 'base64url').toString();
    const draft = JSON.parse(text) as Partial<Draft>;
    if (draft.owner === owner && Array.isArray(draft.done)) return draft as Draft;
  } catch {
    // Anybody can write a cookie: what cannot be read counts as none.
  }
  return { owner, done: [] };
}

/** Has the browser keep this checkout. */
export function keepDraft(request: Request, draft: Draft): [string, string] {
  return keepCookie(request, DRAFT, Buffer.from(JSON.stringify(draft)).toString('base64url'), KEPT);
}

/** Takes the checkout away, for the next visitor shall not read the address. */
export function dropDraft(request: Request): [string, string] {
  return keepCookie(request, DRAFT, '', 0);
}

/** The checkout after a try has become an order: the address stays for the next one. */
export function draftAfter(draft: Draft, key: string, order: string): Draft {
  const { owner, address, done } = draft;
  return {
    owner,
    ...(address && { address }),
    done: [[key, order] as [string, string], ...done].slice(0, MOST_DONE),
  };
}
