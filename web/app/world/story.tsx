import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words/words';
import { sayLine } from './say-line';

interface Props {
  lines: readonly { at: number; who: string; what: string }[];
  /** So many lines more are not shown. */
  more?: number;
  /** The last line is the present: it is kept in sight. */
  live?: boolean;
}

/** What has happened in a world, in plain words or as the log has it. */
export function Story({ lines, more = 0, live = false }: Props) {
  const { say, language } = useWords();
  const [log, setLog] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number of lines is another end
  useEffect(() => {
    if (live && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [live, lines.length, log]);
  return (
    <section aria-labelledby="story">
      <h2 id="story" className="text-heading">
        {say('world.story')}
      </h2>
      {live && (
        <p className="world-row">
          <button type="button" className="world-button" aria-pressed={!log} onClick={() => setLog(false)}>
            {say('world.story.plain')}
          </button>
          <button type="button" className="world-button" aria-pressed={log} onClick={() => setLog(true)}>
            {say('world.story.log')}
          </button>
        </p>
      )}
      {log && language !== 'en' && <p className="text-sm text-soft">{say('world.story.logSays')}</p>}
      <ol ref={list} className="world-story" data-live={live || undefined} tabIndex={live ? 0 : undefined}>
        {lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end
          <li key={place} data-who={line.who === 'check' ? 'check' : undefined}>
            <span className="tabular-nums text-soft">{(line.at / 1000).toFixed(3)}</span>
            {log ? (
              <code lang="en">
                {line.who} {line.what}
              </code>
            ) : (
              <span>{sayLine(say, line)}</span>
            )}
          </li>
        ))}
      </ol>
      {more > 0 && <p className="text-sm text-soft">{say('world.story.more', { n: more })}</p>}
    </section>
  );
}
