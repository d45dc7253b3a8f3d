import { useEffect, useState } from 'react';
import { useWords } from '../words/words';

interface Props {
  found: readonly { name: string; ok: boolean; checked: number }[];
}

const BETWEEN = 60; // ms from one to the next

/** What the audit has found: one invariant after the other, all at once where somebody wants less motion, or has no JavaScript. */
export function AuditFound({ found }: Props) {
  const { say, count } = useWords();
  const [shown, show] = useState(found.length);
  useEffect(() => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    show(0);
    const timer = setInterval(() => show((before) => before + 1), BETWEEN);
    const end = setTimeout(() => clearInterval(timer), BETWEEN * (found.length + 1));
    return () => {
      clearInterval(timer);
      clearTimeout(end);
    };
  }, [found]);
  const wrong = found.filter(({ ok }) => !ok).length;
  return (
    <div className="mt-5">
      <ul className="lab-audit">
        {found.map(({ name, ok, checked }, place) => (
          <li key={name} data-ok={place < shown ? ok : undefined}>
            <b>{place >= shown ? '…' : ok ? 'PASS' : 'FAIL'}</b> <span lang="en">{name}</span>{' '}
            <span className="text-soft">{count('inside.lab.checked', checked)}</span>
          </li>
        ))}
      </ul>
      <p role="status" className="mt-3 font-medium">
        {wrong === 0 ? say('inside.lab.allHold') : count('inside.lab.broken', wrong)}
      </p>
    </div>
  );
}
