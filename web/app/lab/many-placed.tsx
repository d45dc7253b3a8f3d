import { Notice } from '../parts/notice';
import { useWords } from '../words/words';

const NAMED = [
  ...(['confirmed', 'pending', 'out_of_stock', 'no_courier'] as const),
  ...(['insufficient_funds', 'timed_out', 'unavailable', 'overloaded'] as const),
];

/** What became of many orders that were placed at once. */
export function ManyPlaced({ ends }: { ends: Record<string, number> }) {
  const all = Object.entries(ends);
  return (
    <Notice kind="done" of={ends}>
      <ul>
        {all.map(([end, number]) => (
          <li key={end}>
            {number} × <EndName end={end} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** How an order ended, in words; by its code where there are none. */
function EndName({ end }: { end: string }) {
  const { say } = useWords();
  const named = NAMED.find((one) => one === end);
  return named ? say(`inside.lab.end.${named}`) : <code>{end}</code>;
}
