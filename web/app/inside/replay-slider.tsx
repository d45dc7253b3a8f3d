import { useWords } from '../words/words';

interface Props {
  moments: readonly string[];
  /** Which of them is shown; undefined: now. */
  at: number | undefined;
  onChange(at: number | undefined): void;
}

/** Plays what was recorded: a slider over its moments, the last of which is now. Without JavaScript it is not there. */
export function ReplaySlider({ moments, at, onChange }: Props) {
  const { say } = useWords();
  const last = moments.length;
  const shown = at ?? last;
  const first = moments[0];
  if (!first) return null;
  const passed = Date.parse(moments[Math.min(shown, last - 1)]!) - Date.parse(first);
  const go = (to: number) => onChange(to >= last ? undefined : Math.max(0, to));
  const text = at === undefined ? say('inside.now') : say('inside.after', { ms: passed });
  return (
    <div className="saga-replay">
      <label htmlFor="replay">{say('inside.replay')}</label>
      <button type="button" onClick={() => go(shown - 1)} disabled={shown === 0}>
        <span aria-hidden="true">‹</span>
        <span className="sr-only">{say('inside.before')}</span>
      </button>
      <input
        id="replay"
        type="range"
        min={0}
        max={last}
        value={shown}
        aria-valuetext={text}
        onChange={({ target }) => go(Number(target.value))}
      />
      <button type="button" onClick={() => go(shown + 1)} disabled={at === undefined}>
        <span aria-hidden="true">›</span>
        <span className="sr-only">{say('inside.next')}</span>
      </button>
      <output htmlFor="replay" className="tabular-nums">
        {text}
      </output>
    </div>
  );
}
