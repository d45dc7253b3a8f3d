/** The cookie that says which form was saved a moment ago. */
export const SAVED_COOKIE = 'sagashop_saved';

/** Which form was saved a moment ago; it is told once. */
export function takeSaved(): string | undefined {
  const found = document.cookie.split('; ').find((cookie) => cookie.startsWith(`${SAVED_COOKIE}=`));
  if (!found) return undefined;
  // biome-ignore lint/suspicious/noDocumentCookie: the other way of asking is not in every browser
  document.cookie = `${SAVED_COOKIE}=; Path=/admin; Max-Age=0`;
  return decodeURIComponent(found.slice(SAVED_COOKIE.length + 1));
}
