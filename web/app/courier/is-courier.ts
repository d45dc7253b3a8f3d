/** Whether a page is a courier's: it has a frame and texts of its own, and is reached by a new document. */
export const isCourier = (pathname: string): boolean =>
  pathname === '/courier' || pathname.startsWith('/courier/');
