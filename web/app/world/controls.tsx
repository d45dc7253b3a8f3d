import type { Frame } from '@sagashop/shop-world/record-world';
import { useEffect, useState } from 'react';
import { useWords } from '../words/words';

interface Props {
  frames: readonly Frame[];
  place: number;
  go(to: (place: number) => number): void;
}

const TEMPO = 250; // ms a moment

/** Forward and back through the moments of a run. */
export function Controls({ frames, place, go }: Props) {
  const { say, language } = useWords();
  const [playing, setPlaying] = useState(false);
  const last = frames.length - 1;
  const runs = playing && place < last;
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => go((at) => at + 1), TEMPO);
    return () => clearInterval(timer);
  }, [runs, go]);
  const seconds = new Intl.NumberFormat(language, { minimumFractionDigits: 3 });
  const s = seconds.format(frames[place]!.at / 1000);
  const text = say('world.moment.of', { n: place + 1, all: last + 1, s });
  const button = (sign: string, says: string, to: (at: number) => number, off: boolean) => (
    <button type="button" className="world-button" onClick={() => go(to)} disabled={off}>
      <span aria-hidden="true">{sign}</span>
      <span className="sr-only">{says}</span>
    </button>
  );
  return (
    <div className="world-row world-controls">
      {button('«', say('world.begin'), () => 0, place === 0)}
      {button('‹', say('world.back'), (at) => at - 1, place === 0)}
      <button
        type="button"
        className="world-button"
        data-main
        onClick={() => {
          if (place >= last) go(() => 0);
          setPlaying(!runs);
        }}
      >
        {say(runs ? 'world.pause' : 'world.play')}
      </button>
      {button('›', say('world.forward'), (at) => at + 1, place >= last)}
      {button('»', say('world.end'), () => last, place >= last)}
      <label htmlFor="moment" className="sr-only">
        {say('world.moment')}
      </label>
      <input
        id="moment"
        type="range"
        min={0}
        max={last}
        value={place}
        aria-valuetext={text}
        onChange={({ target }) => go(() => Number(target.value))}
      />
      <output htmlFor="moment" className="tabular-nums">
        {text}
      </output>
    </div>
  );
}
