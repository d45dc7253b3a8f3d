import type { Saga } from './api-types';

type Step = Saga['steps'][number];
export type StepKey = NonNullable<Step['key']>;

// An order process of the release before, beside which new pages run during an upgrade, tells no keys.
const KEYS: Readonly<Record<string, StepKey>> = {
  'hold the money': 'hold-money',
  'reserve the goods': 'reserve-goods',
  'book a courier': 'book-courier',
  'capture the money': 'capture-money',
  'give the money back': 'refund-money',
  'put the goods back': 'return-goods',
  'free the courier': 'free-courier',
};

/** By which key a page knows a step; undefined for one that it has nothing to say of. */
export const keyOf = ({ key, name }: Pick<Step, 'key' | 'name'>): StepKey | undefined => key ?? KEYS[name];
