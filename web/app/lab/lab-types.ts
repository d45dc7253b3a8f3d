import type { LabView } from '../shop/api-types';

export type { LabView } from '../shop/api-types';
export type FaultKind = LabView['faults'][number];
export type ActiveFault = LabView['active'][number];

/** What somebody foretells of an order that will be struck. */
export const FORETOLD = ['whole', 'undone', 'waits'] as const;
export type Foretold = (typeof FORETOLD)[number];

export const isForetold = (text: unknown): text is Foretold => FORETOLD.some((one) => one === text);
