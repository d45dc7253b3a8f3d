import { decimalText } from '@sagashop/kernel/currency';
import type { Language } from '../domain/order.ts';

const MARKS = { en: { group: ',', point: '.' }, ru: { group: '\u00a0', point: ',' } } as const;

/** Minor units as people write an amount, without its currency: `12,345.60` in English, `12 345,60` in Russian. */
export function writtenAmount(amount: number, currency: string, language: Language): string {
  const { group, point } = MARKS[language];
  const [whole, part] = decimalText(Math.abs(amount), currency).split('.');
  const groups: string[] = [];
  for (let end = whole!.length; end > 0; end -= 3) groups.unshift(whole!.slice(Math.max(0, end - 3), end));
  return `${amount < 0 ? '\u2212' : ''}${groups.join(group)}${part === undefined ? '' : point + part}`;
}
