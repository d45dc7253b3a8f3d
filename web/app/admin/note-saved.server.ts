import { isSecure, type SetCookie } from '../shop/cookies.server';
import { SAVED_COOKIE } from './saved-cookie';

/** Tells the browser that a form was saved, by its id: its draft is erased there. Unlike others it is read by a script. */
export function noteSaved(request: Request, form: string): SetCookie {
  const secure = isSecure(request) ? '; Secure' : '';
  const value = encodeURIComponent(form);
  return ['set-cookie', `${SAVED_COOKIE}=${value}; Path=/admin; Max-Age=60; SameSite=Lax${secure}`];
}
