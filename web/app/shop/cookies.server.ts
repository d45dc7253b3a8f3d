import type { Asking } from '../../server/request';

/** The cookie in which a visitor carries the session; the API sets it, pages only hand it on. */
export const SESSION_COOKIE = 'sagashop_session';

/** The value of a visitor's cookie. */
export function cookieOf(request: Pick<Asking, 'headers'>, name: string): string | undefined {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return undefined;
}

/** Has a browser keep a cookie that scripts cannot read and other sites' forms do not send; `''` takes it away. */
export function keepCookie(request: Request, name: string, value: string, seconds: number): [string, string] {
  const secure = new URL(request.url).protocol === 'https:' ? '; Secure' : '';
  const age = value === '' ? 0 : seconds;
  return ['set-cookie', `${name}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`];
}
