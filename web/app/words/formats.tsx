import { useRouteLoaderData } from 'react-router';
import type { rootData } from '../frame/root-data.server';
import type { Money } from '../shop/api-types';
import { momentText, moneyText } from './amounts';
import { useWords } from './words';

/** The zone of the shop's clock. */
export const useZone = (): string => useRouteLoaderData<typeof rootData>('root')?.zone ?? 'UTC';

/** A moment by the shop's clock. */
export function Moment({ at, className }: { at: string; className?: string }) {
  const { locale } = useWords();
  const zone = useZone();
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
