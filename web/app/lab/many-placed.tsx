import { Notice } from '../parts/notice';
import { useWords } from '../words/words';

/** What became of many orders that were placed at once. */
export function ManyPlaced({ ends }: { ends: Record<string, number> }) {
  const { say } = useWords();
  const all = Object.entries(ends);
  return (
    <Notice kind="done" of={ends}>
      {all.length === 0 && say('inside.lab.nothing')}
      <ul>
        {all.map(([end, number]) => (
          <li key={end}>
            {number} × <code>{end}</code>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
