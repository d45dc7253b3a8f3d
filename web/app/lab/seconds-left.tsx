import { useEffect, useState } from 'react';
import { useWords } from '../words/words';

/** How long until something is over; it counts down where there is JavaScript, and tells once when it is over. */
export function SecondsLeft({ until, now, over }: { until: string; now: number; over?: () => void }) {
  const { say } = useWords();
  const [at, setAt] = useState(now);
  const left = Math.max(0, Math.ceil((Date.parse(until) - at) / 1000));
  useEffect(() => {
    setAt(Date.now());
    const timer = setInterval(() => setAt(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (left === 0) over?.();
  }, [left, over]);
  return <span className="tabular-nums">{say('lab.left', { n: left })}</span>;
}
