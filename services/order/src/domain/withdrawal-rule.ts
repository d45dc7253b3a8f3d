/** Who may withdraw from a contract without a reason, and for how many days after all was delivered. */
export interface WithdrawalRule {
  /** `eu`: Directive 2011/83/EU; `ru`: the Russian law on distance selling; `off`: nobody may. */
  rule: 'eu' | 'ru' | 'off';
  days: number;
}

const DAYS = { eu: 14, ru: 7, off: 0 } as const;

/** The European Union and the Economic Area; and the United Kingdom, whose law has kept the rule. */
const EU = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO GB'.split(' '),
);
/** Currencies of one of these countries alone, where the shop has not said where it is. */
const EU_MONEY = new Set('EUR CZK DKK HUF PLN RON SEK ISK NOK GBP'.split(' '));

/** The rule that holds for a shop: what its owner says, else that of its country, else that of its currency. */
export function withdrawalRule(shop: {
  country?: string | undefined;
  currency: string;
  rule?: WithdrawalRule['rule'] | undefined;
  days?: number | undefined;
}): WithdrawalRule {
  const rule = shop.rule ?? (shop.country ? ruleOfCountry(shop.country) : ruleOfMoney(shop.currency));
  return { rule, days: shop.days ?? DAYS[rule] };
}

function ruleOfCountry(country: string): WithdrawalRule['rule'] {
  if (country === 'RU') return 'ru';
  return EU.has(country) ? 'eu' : 'off';
}

function ruleOfMoney(currency: string): WithdrawalRule['rule'] {
  if (currency === 'RUB') return 'ru';
  return EU_MONEY.has(currency) ? 'eu' : 'off';
}
