/** Whether a page shows how the shop works: it has texts of its own, and is reached by a new document. */
export function isInside(pathname: string): boolean {
  const [, first, , third] = pathname.split('/');
  return (first === 'orders' && third === 'saga') || pathname.startsWith('/learn/lab');
}
