import { useEffect, useState } from 'react';
import type { Money } from '../shop/shapes';
import type { Language } from './languages';
import { useWords } from './words';

/** An amount of money as people of a language write it; without a fraction where there is none. */
export function moneyText({ amount, currency }: Money, language: Language): string {
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const major = amount / 10 ** digits;
  if (!Number.isInteger(major)) return format.format(major);
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 0,
  }).format(major);
}

/** A day (YYYY-MM-DD) as people of a language write it. */
export function dayText(day: string, language: Language): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language, options).format(new Date(`${day}T00:00:00Z`));
}

/** A moment: by the reader's clock, and by UTC until the page has come alive. */
export function Moment({ at, className }: { at: string; className?: string }) {
  const { language } = useWords();
  const [zone, choose] = useState<string | undefined>('UTC');
  useEffect(() => choose(undefined), []);
  const options = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
  const format = new Intl.DateTimeFormat(language, { ...options, ...(zone && { timeZone: zone }) });
  return (
    <time dateTime={at} suppressHydrationWarning className={className}>
      {format.format(new Date(at))}
    </time>
  );
}

/** How many minor units one unit of a currency has. */
export function minorUnits(currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return 10 ** maximumFractionDigits;
}

/** A price. A browser's own spelling may differ by a kind of space; the server's stays. */
export function Price({ money, className }: { money: Money; className?: string }) {
  const { language } = useWords();
  return (
    <span suppressHydrationWarning className={`whitespace-nowrap tabular-nums ${className ?? ''}`}>
      {moneyText(money, language)}
    </span>
  );
}
