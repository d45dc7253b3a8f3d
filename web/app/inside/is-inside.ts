/** Whether a page shows how the shop works: it has texts of its own, and is reached by a new document. */
export function isInside(pathname: string): boolean {
  const [, first, , third] = pathname.split('/');
  if (first === 'system' || pathname.startsWith('/learn/lab')) return true;
  return first === 'orders' && third === 'saga';
}
