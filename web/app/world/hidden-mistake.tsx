import { useState } from 'react';
import { useWords } from '../words/words';
import { namesIn } from './say-line';
import type { KnownMistake } from './world-form';

interface Props {
  mistakes: readonly KnownMistake[];
  /** Those that are planted. */
  planted: readonly string[];
  /** Shows the world with its mistakes named. */
  open(): void;
}

/** A mistake is planted and not named: whoever has read the story says which. */
export function HiddenMistake({ mistakes, planted, open }: Props) {
  const { say } = useWords();
  const names = namesIn(say);
  const [guess, setGuess] = useState('');
  const [told, setTold] = useState('');
  const right = planted.includes(guess);
  return (
    <section className="world-note" aria-labelledby="hidden">
      <p id="hidden">{say('world.hidden', { n: mistakes.length })}</p>
      <div className="world-row">
        <label htmlFor="guess">{say('world.hidden.guess')}</label>
        <select id="guess" value={guess} onChange={({ target }) => setGuess(target.value)}>
          <option value="">{say('world.hidden.choose')}</option>
          {mistakes.map(({ slug }) => (
            <option key={slug} value={slug}>
              {names.mistake(slug)}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="world-button"
          disabled={!guess}
          onClick={() => setTold(say(right ? 'world.hidden.right' : 'world.hidden.wrong'))}
        >
          {say('world.hidden.check')}
        </button>
        <button type="button" className="world-button" onClick={open}>
          {say('world.hidden.open')}
        </button>
        <p role="status">{told}</p>
      </div>
    </section>
  );
}
