import type { SagaHit } from '../inside/saga-types';
import { useWords } from '../words/words';
import { useFaultName } from './use-fault-name';

/** What has struck a step in the laboratory, and how often. */
export function StruckHere({ hits }: { hits: readonly SagaHit[] }) {
  const { count } = useWords();
  const nameOf = useFaultName();
  const byFault = Map.groupBy(hits, ({ fault }) => fault);
  return [...byFault].map(([name, all]) => (
    <p key={name} className="text-sm font-medium text-ember">
      <svg viewBox="0 0 24 24" className="inline size-4 fill-current" aria-hidden="true">
        <path d="M13 2L4 14h7l-1 8l9-12h-7z" />
      </svg>{' '}
      {count('inside.lab.struck', all.length, { fault: nameOf({ name, says: all[0]!.says }) })}
    </p>
  ));
}
