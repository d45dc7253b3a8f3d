import { ADDRESS_PARTS, type Address, ANY_LINE, addressIn, inOneLine, isLine, LONGEST } from './address.ts';
import type { User } from './api-types';
import { cookieOf, keepCookie } from './cookies.server.ts';
import { opened, sealed, sessionOf } from './sealed.server.ts';

const DRAFT = 'sagashop_checkout';
const KEPT = 14 * 24 * 3600; // seconds
const MOST_DONE = 3;
const NAME = /^[\w-]{1,64}$/;
const CODE = /^[a-z_]{1,64}$/;
const CONTROL = /\p{Cc}/u;

/** Who gets an order and how to reach them, as it was typed. */
export interface Person extends Record<string, string> {
  firstName: string;
  lastName: string;
  phone: string;
}

/** One try to pay, its key and what it is for; and what was heard of it, while it has become no order. */
export interface Attempt {
  key: string;
  print: string;
  /** When it was sent and nobody could say what became of it: ms since 1970. */
  sent?: number;
  /** Why the shop took no order. It may be tried again under the same key. */
  refused?: string;
}

/**
 * What the checkout knows so far; in a cookie beside the cart, so that reload and Back change nothing. It is sealed: the
 * address is for nobody but who is signed in.
 */
export interface Draft {
  owner: string;
  address?: Address;
  /** How it stands in one line: as it was when it was chosen, so that a try to pay is the same when it is sent again. */
  line?: string;
  day?: string;
  /** What a guest had told of themselves before they signed in, until the first step is sent as a member. */
  person?: Person;
  attempt?: Attempt;
  /** The last tries that became orders: key and order. */
  done: [string, string][];
  /** The order that has emptied the cart and had not ended then: if it is refused, its lines come back. */
  awaited?: string;
}

/** The checkout of a user; an empty one when the cookie is another's, or none. What makes no sense is left out. */
export function draftOf(request: Request, owner: string): Draft {
  const found = read(request, sessionOf(request));
  const { owner: whose, address, line, day, person, attempt, done, awaited } = found;
  if (whose !== owner) return { owner, done: [] };
  return {
    owner,
    done: (Array.isArray(done) ? done : []).filter(isPair).slice(0, MOST_DONE),
    ...(isAddress(address) && { address: addressIn(address) }),
    ...(isLine(line) && { line }),
    ...(isDay(day) && { day }),
    ...(isPerson(person) && { person }),
    ...(isAttempt(attempt) && { attempt: attemptIn(attempt) }),
    ...(typeof awaited === 'string' && NAME.test(awaited) && { awaited }),
  };
}

/** Where a checkout's order shall go, in one line; empty where it is not known yet. */
export function addressLine({ address, line = ANY_LINE }: Draft): string {
  return inOneLine(address, { line });
}

/** Whether something is a day: YYYY-MM-DD, and in the calendar. */
export function isDay(text: unknown): text is string {
  return /^\d{4}-\d\d-\d\d$/.test(String(text)) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/** The checkout of whoever has this session. */
export function draftHere(request: Request): Draft {
  return draftOf(request, String(read(request, sessionOf(request))['owner'] ?? ''));
}

/** Where a checkout goes on from the cart: where its owner has filled in all, and only the cart has changed, at its end. */
export function nextStep(request: Request): string {
  const { address, day, person } = draftHere(request);
  return address && day && !person ? '/checkout/review' : '/checkout';
}

function attemptIn({ key, print, sent, refused }: Record<string, unknown>): Attempt {
  return {
    key: String(key),
    print: String(print),
    ...(typeof sent === 'number' && { sent }),
    ...(typeof refused === 'string' && CODE.test(refused) && { refused }),
  };
}

/**
 * Anybody can write a cookie: what cannot be read counts as none. The release before did not seal it; the next one need
 * not read that.
 */
function read(request: Request, session: string | undefined): Record<string, unknown> {
  const cookie = cookieOf(request, DRAFT) ?? '';
  try {
    const text = session && opened(session, DRAFT, cookie);
    const value: unknown = JSON.parse(text ?? Buffer.from(cookie, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function hasTexts(value: unknown, ...names: string[]): value is Record<string, string> {
  return names.every((name) => typeof (value as Record<string, unknown> | undefined)?.[name] === 'string');
}

/**
 * An address as it could have been typed: in one line, and no longer than a form takes. The release before knew no
 * regions.
 */
function isAddress(value: unknown): value is Record<string, string> {
  const given: unknown = { region: '', ...(value as object | undefined) };
  if (!hasTexts(given, ...ADDRESS_PARTS)) return false;
  return ADDRESS_PARTS.every((part) => given[part]!.length <= LONGEST[part] && !CONTROL.test(given[part]!));
}

function isPerson(value: unknown): value is Person {
  return hasTexts(value, 'firstName', 'lastName', 'phone');
}

/** A try as we make it: its key goes into a header. */
function isAttempt(value: unknown): value is Record<string, string> {
  return hasTexts(value, 'key', 'print') && NAME.test(value['key']!) && NAME.test(value['print']!);
}

/** A key and its order, which goes into an address. */
function isPair(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((one) => NAME.test(String(one)));
}

/** Has the browser keep this checkout, for the session that it has, or for the one that begins with this answer. */
export function keepDraft(request: Request, draft: Draft, session = sessionOf(request)): [string, string] {
  const value = session ? sealed(session, DRAFT, JSON.stringify(draft)) : '';
  return keepCookie(request, DRAFT, value, KEPT);
}

/**
 * At a sign-in: this member's checkout goes on under the new session. So does what was typed by `before`, who had the session
 * and was a guest, but for what they tried to pay; another member's is thrown away.
 */
export function draftAtSignIn(
  request: Request,
  owner: string,
  session: string,
  before: Pick<User, 'id' | 'guest' | 'firstName' | 'lastName' | 'phone'> | null = null,
): [string, string][] {
  if (!hasDraft(request)) return [];
  const whose = read(request, sessionOf(request))['owner'];
  if (whose === owner) return [keepDraft(request, draftOf(request, owner), session)];
  if (!before?.guest || whose !== before.id) return [dropDraft(request)];
  const { attempt: _, awaited: __, ...typed } = draftOf(request, before.id);
  const { firstName, lastName, phone } = before;
  const person = { firstName: firstName ?? '', lastName: lastName ?? '', phone: phone ?? '' };
  return [keepDraft(request, { ...typed, owner, person, done: [] }, session)];
}

/** Whether a checkout has begun in this browser, whosever it is. */
export function hasDraft(request: Request): boolean {
  return cookieOf(request, DRAFT) !== undefined;
}

/** Takes the checkout away, for the next visitor shall not read the address. */
export function dropDraft(request: Request): [string, string] {
  return keepCookie(request, DRAFT, '', 0);
}

/** The checkout after a try has become an order, which may not have ended: the address stays for the next one. */
export function draftAfter(draft: Draft, key: string, order: { id: string; ended: boolean }): Draft {
  const { owner, address, line, done } = draft;
  return {
    owner,
    ...(address && { address }),
    ...(line && { line }),
    ...(!order.ended && { awaited: order.id }),
    done: [[key, order.id] as [string, string], ...done].slice(0, MOST_DONE),
  };
}
