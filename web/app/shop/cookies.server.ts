import { cookiesIn, cookieText, cookieValue } from '@sagashop/chassis/http/cookies';
import type { Asking } from '../../server/request';

/** The cookie in which a visitor carries the session; the API sets it, pages only hand it on. */
export const SESSION_COOKIE = 'sagashop_session';

/** A header that has a browser keep or forget a cookie. */
export type SetCookie = [string, string];

/** The cookie by which a browser shows that its user has signed in from it before; pages only hand it on. */
export const DEVICE_COOKIE = 'sagashop_device';

/** The value of a visitor's cookie. */
export function cookieOf(request: Pick<Asking, 'headers'>, name: string): string | undefined {
  return cookieValue(request.headers.get('cookie'), name);
}

/** Has a browser keep a cookie that scripts cannot read and other sites' forms do not send; `''` takes it away. */
export function keepCookie(request: Asking, name: string, value: string, seconds: number): SetCookie {
  const how = { life: value === '' ? 0 : seconds, secure: isSecure(request) };
  return ['set-cookie', cookieText(name, value, how)];
}

/** Whether the visitor came over TLS, so that cookies may travel over nothing else. */
export function isSecure({ url }: Pick<Asking, 'url'>): boolean {
  return new URL(url).protocol === 'https:';
}

/** The visitor's cookies whose names have a form, with their values. */
export function cookiesNamed(
  request: Pick<Asking, 'headers'>,
  form: RegExp,
): [name: string, value: string][] {
  return Object.entries(cookiesIn(request.headers.get('cookie'))).flatMap(([name, value]) =>
    form.test(name) && value !== undefined ? [[name, value]] : [],
  );
}

/** Takes a cookie of an earlier release away, by the whole of its name. */
export function dropCookie(name: string): SetCookie {
  return ['set-cookie', `${name}=; Path=/; Max-Age=0`];
}
