import { type AddressForm, ANY_LINE } from './address.ts';
import { regionsOf } from './regions.server.ts';

/** What is asked for, one after the other, and how it stands in one line. */
type Way = Pick<AddressForm, 'order' | 'line'>;

const TOWN_FIRST: Way = { order: ['street', 'city', 'zip'], line: 'street, city, region, zip' };
const ZIP_FIRST: Way = { order: ['street', 'zip', 'city'], line: ANY_LINE };
/** Asked for as people say them, written from the largest to the smallest. */
const LARGEST_FIRST: Way = { order: ['street', 'city', 'zip'], line: 'zip, region, city, street' };
const WITH_STATE: Way = { order: ['street', 'city', 'region', 'zip'], line: 'street, city region zip' };
const WITH_PROVINCE: Way = { order: ['street', 'zip', 'city', 'region'], line: ANY_LINE };

/**
 * How addresses are written where: the postcode's form, an example of it, and the order. From Google's address metadata
 * (chromium-i18n.appspot.com/ssl-address, 2026-11), as libaddressinput has it, less what the form does not ask for. A
 * postcode that couriers there do without may be left out.
 */
const FORMS: Record<string, [zip: string, example: string, way: Way, optional?: 'optional']> = {
  AT: ['\\d{4}', '1010', ZIP_FIRST],
  AU: ['\\d{4}', '2060', WITH_STATE],
  BE: ['\\d{4}', '1000', ZIP_FIRST],
  BR: ['\\d{5}-?\\d{3}', '01310-930', WITH_STATE],
  BY: ['\\d{6}', '223016', { ...TOWN_FIRST, line: 'street, zip, city, region' }, 'optional'],
  CA: ['[A-Z]\\d[A-Z] ?\\d[A-Z]\\d', 'H3Z 2Y7', WITH_STATE],
  CH: ['\\d{4}', '2544', ZIP_FIRST],
  CZ: ['\\d{3} ?\\d{2}', '100 00', ZIP_FIRST],
  DE: ['\\d{5}', '10115', ZIP_FIRST],
  DK: ['\\d{4}', '2100', ZIP_FIRST],
  EE: ['\\d{5}', '69501', ZIP_FIRST],
  ES: ['\\d{5}', '28039', WITH_PROVINCE],
  FI: ['\\d{5}', '00550', ZIP_FIRST],
  FR: ['\\d{2} ?\\d{3}', '33380', ZIP_FIRST],
  GB: ['[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}', 'EC1Y 8SY', TOWN_FIRST],
  GR: ['\\d{3} ?\\d{2}', '151 24', ZIP_FIRST],
  HU: ['\\d{4}', '1037', { order: ['zip', 'city', 'street'], line: 'city, street, zip, region' }],
  IE: ['[\\dA-Z]{3} ?[\\dA-Z]{4}', 'A65 F4E2', TOWN_FIRST, 'optional'],
  IN: ['\\d{6}', '110034', { ...WITH_STATE, line: 'street, city zip, region' }],
  IT: ['\\d{5}', '00144', { ...WITH_PROVINCE, line: 'street, zip city region' }],
  JP: ['\\d{3}-?\\d{4}', '154-0023', { ...LARGEST_FIRST, order: ['zip', 'region', 'city', 'street'] }],
  KZ: ['\\d{6}', '040900', { ...LARGEST_FIRST, order: ['zip', 'city', 'street'] }, 'optional'],
  LT: ['(?:LT-)?\\d{5}', '04340', ZIP_FIRST],
  LV: ['(?:LV-)?\\d{4}', 'LV-1073', TOWN_FIRST],
  MX: ['\\d{5}', '02860', WITH_PROVINCE],
  NL: ['\\d{4} ?[A-Z]{2}', '1234 AB', ZIP_FIRST],
  NO: ['\\d{4}', '0025', ZIP_FIRST],
  NZ: ['\\d{4}', '6001', TOWN_FIRST],
  PL: ['\\d{2}-?\\d{3}', '00-950', ZIP_FIRST],
  PT: ['\\d{4}-?\\d{3}', '2725-079', ZIP_FIRST],
  RU: ['\\d{6}', '103375', LARGEST_FIRST, 'optional'],
  SE: ['\\d{3} ?\\d{2}', '114 55', ZIP_FIRST],
  SI: ['(?:SI-)?\\d{4}', '4000', ZIP_FIRST],
  SK: ['\\d{3} ?\\d{2}', '010 01', ZIP_FIRST],
  UA: ['\\d{5}', '15432', TOWN_FIRST, 'optional'],
  US: ['\\d{5}(?:-\\d{4})?', '95014', { ...WITH_STATE, line: 'street, city, region zip' }],
};

const KINDS: Record<string, AddressForm['regionKind']> = {
  ...{ AU: 'state', BR: 'state', IN: 'state', JP: 'prefecture', MX: 'state', US: 'state' },
};

const ANYWHERE: AddressForm = {
  ...{ country: '', order: TOWN_FIRST.order, line: ANY_LINE, zip: '', example: '' },
  ...{ numeric: false, optional: true, regionKind: 'province', regions: [] },
};

/** How addresses are written in a country; where it is not known, in any way, and the postcode may be left out. */
export function formIn(country: string | undefined): AddressForm {
  const known = country && Object.hasOwn(FORMS, country) ? FORMS[country] : undefined;
  if (!country || !known) return ANYWHERE;
  const [zip, example, way, optional] = known;
  const numeric = Number.isInteger(Number(example.replaceAll(' ', '')));
  const regionKind = KINDS[country] ?? 'province';
  const regions = way.order.includes('region') ? regionsOf(country) : [];
  return { country, ...way, zip, example, numeric, optional: optional !== undefined, regionKind, regions };
}

/** Countries whose currency is no other's, as far as it says where a shop is; euros do not. */
export const BY_CURRENCY: Record<string, string> = {
  ...{ AUD: 'AU', BRL: 'BR', BYN: 'BY', CAD: 'CA', CHF: 'CH', CZK: 'CZ', DKK: 'DK', GBP: 'GB', HUF: 'HU' },
  ...{ INR: 'IN', JPY: 'JP', KZT: 'KZ', MXN: 'MX', NOK: 'NO', NZD: 'NZ', PLN: 'PL', RUB: 'RU', SEK: 'SE' },
  ...{ UAH: 'UA', USD: 'US' },
};
