/** Whether a page shows the simulated world: it has texts of its own, and is reached by a new document. */
export const isWorld = (pathname: string): boolean => pathname === '/learn/world';
