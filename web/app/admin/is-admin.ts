/** Whether a page is one of the back office, which has a frame of its own. */
export function isAdmin(pathname: string): boolean {
  return pathname === '/admin' || pathname.startsWith('/admin/');
}
