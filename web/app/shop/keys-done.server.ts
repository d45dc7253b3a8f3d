import { cookieOf, keepCookie, type SetCookie } from './cookies.server';

const DONE = 'sagashop_put_in';
const KEPT = 90 * 24 * 3600; // seconds, as long as the cart
const MOST = 20;
const KEY = /^[\w-]{8,36}$/;

/**
 * The key of a press that puts something in. What was not answered is sent again with the same key; which ones were
 * done stands beside the cart, in a cookie of the same answer: a browser has both or neither.
 */
export function keyOf(form: FormData): string | undefined {
  const key = String(form.get('key') ?? '');
  return KEY.test(key) ? key : undefined;
}

/** Whether what was pressed is in the cart already. */
export function isDone(request: Request, key: string | undefined): boolean {
  return key !== undefined && keysDone(request).includes(key);
}

/** Has the browser keep that it is, with the last ones before it. */
export function keepDone(request: Request, key: string | undefined): SetCookie[] {
  if (key === undefined) return [];
  return [keepCookie(request, DONE, [key, ...keysDone(request)].slice(0, MOST).join('.'), KEPT)];
}

function keysDone(request: Request): string[] {
  return (cookieOf(request, DONE) ?? '').split('.', MOST).filter((key) => KEY.test(key));
}
