import { cookieText, cookieValue } from '@sagashop/chassis/cookies';
import type { Asking } from '../../server/request';

/** The cookie in which a visitor carries the session; the API sets it, pages only hand it on. */
export const SESSION_COOKIE = 'sagashop_session';

/** The value of a visitor's cookie. */
export function cookieOf(request: Pick<Asking, 'headers'>, name: string): string | undefined {
  return cookieValue(request.headers.get('cookie'), name);
}

/** Has a browser keep a cookie that scripts cannot read and other sites' forms do not send; `''` takes it away. */
export function keepCookie(request: Asking, name: string, value: string, seconds: number): [string, string] {
  const how = { life: value === '' ? 0 : seconds, secure: isSecure(request) };
  return ['set-cookie', cookieText(name, value, how)];
}

/** Whether the visitor came over TLS, so that cookies may travel over nothing else. */
export function isSecure({ url }: Pick<Asking, 'url'>): boolean {
  return new URL(url).protocol === 'https:';
}
