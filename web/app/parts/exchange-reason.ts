import { refusalText } from '../words/refusals';
import type { Texts } from '../words/words';

const OWN: Record<string, keyof Texts> = {
  not_all_came: 'exchange.why.not_all_came',
  not_for_sale: 'exchange.why.not_for_sale',
  price_changed: 'exchange.why.price_changed',
};

/** Why what was wanted in exchange was not ordered, in plain words. */
export const exchangeReason = (code = ''): keyof Texts => OWN[code] ?? refusalText(code);
