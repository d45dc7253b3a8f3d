import { useEffect, useState } from 'react';
import type { Money } from '../shop/shapes';
import { moneyText } from './amounts';
import { useWords } from './words';

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

/** A price. A browser's own spelling may differ by a kind of space; the server's stays. */
export function Price({ money, className }: { money: Money; className?: string }) {
  const { language } = useWords();
  return (
    <span suppressHydrationWarning className={`whitespace-nowrap tabular-nums ${className ?? ''}`}>
      {moneyText(money, language)}
    </span>
  );
}
