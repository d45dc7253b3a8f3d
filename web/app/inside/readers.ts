/** Whose words a page speaks in. */
export const READERS = ['customer', 'clerk', 'engineer'] as const;
export type Reader = (typeof READERS)[number];
