import { type Read, withoutBlanks } from './import-cells.ts';

const MOST_MONEY = 1_000_000_000_000;

/**
 * A price in minor units of a currency with so many digits after the point, which may be a comma: `1 299,50`, `1.299,50`,
 * `1,299.50`. One separator with more digits behind it than the currency has is wrong: nobody knows which of both it is.
 */
export function priceIn(text: string, decimals: number): Read<number> {
  const said = withoutBlanks(text);
  const digits = said.startsWith('-') ? said.slice(1) : said;
  if (!/^[\d.,]+$/.test(digits) || !/\d/.test(digits)) return { wrong: 'price_not_a_number' };
  const point = pointOf(digits);
  const whole = groupless(point < 0 ? digits : digits.slice(0, point));
  const rest = point < 0 ? '' : digits.slice(point + 1);
  if (whole === undefined || /[.,]/.test(rest)) return { wrong: 'price_not_a_number' };
  if (rest.length > decimals) return { wrong: 'price_decimals' };
  const value = Number(`${whole}${rest.padEnd(decimals, '0')}`);
  if (value > MOST_MONEY) return { wrong: 'price_too_big' };
  return value <= 0 || said !== digits ? { wrong: 'price_too_small' } : { value };
}

/** Where the point of a number stands: its last separator, unless all are of one kind and there are several. */
function pointOf(digits: string): number {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return -1;
  const kind = digits[last]!;
  const times = digits.split(kind).length - 1;
  return times > 1 ? -1 : last;
}

/** The digits of a whole number without what stands between its thousands; undefined where that stands elsewhere. */
function groupless(digits: string): string | undefined {
  const groups = digits.split(/[.,]/);
  if (groups.length === 1) return digits;
  const [first = '', ...more] = groups;
  const right = first.length >= 1 && first.length <= 3 && more.every((group) => group.length === 3);
  return right && new Set([...digits].filter((char) => char === '.' || char === ',')).size === 1
    ? groups.join('')
    : undefined;
}
