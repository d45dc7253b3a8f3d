import type { Texts } from '../words/words';

const SAID: Record<string, keyof Texts> = {
  wrong_state: 'courier.refused.wrong_state',
  not_shippable: 'courier.refused.not_shippable',
  order_withdrawn: 'courier.refused.order_withdrawn',
  not_found: 'courier.refused.not_found',
  body_too_large: 'courier.refused.photo',
};

/** Why the shop did not take what a courier has told; undefined where there is no text of a courier's for it. */
export const tapText = (code: string): keyof Texts | undefined => SAID[code];
