import { useEffect, useState } from 'react';
import type { Money } from '../shop/api-types';
import { momentText, moneyText } from './amounts';
import { useWords } from './words';

/** A moment: by the reader's clock, and by UTC until the page has come alive. */
export function Moment({ at, className }: { at: string; className?: string }) {
  const { locale } = useWords();
  const [zone, choose] = useState<'UTC' | 'own'>('UTC');
  useEffect(() => choose('own'), []);
  return (
    <time dateTime={at} suppressHydrationWarning className={className}>
      {momentText(at, locale, zone)}
    </time>
  );
}

/** A price. A browser's own spelling may differ by a kind of space; the server's stays. */
export function Price({ money, className }: { money: Money; className?: string }) {
  const { language } = useWords();
  return (
    <span suppressHydrationWarning className={`xs:whitespace-nowrap tabular-nums ${className ?? ''}`}>
      {moneyText(money, language)}
    </span>
  );
}
