/** Whether links to an origin lead nowhere but to the machine that they are opened on. */
export function leadsHere(origin: string): boolean {
  const { hostname } = new URL(origin);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
