import { MOST_SEED } from '@sagashop/shop-world/wish';
import type { LinkedWorld } from '@sagashop/shop-world/wish-text';
import { useState } from 'react';
import { useWords } from '../words/words';
import { Controls } from './controls';
import { Hands } from './hands';
import { HiddenMistake } from './hidden-mistake';
import { LinkBox } from './link-box';
import { namesIn } from './say-line';
import { SeedSearch } from './seed-search';
import { Story } from './story';
import { useWorld, worldOfForm } from './use-world';
import { Verdict } from './verdict';
import { WorldDrawing } from './world-drawing';
import { type KnownMistake, WorldForm } from './world-form';

interface Props {
  linked: LinkedWorld;
  mistakes: readonly KnownMistake[];
}

const drawn = (most: number) => Math.floor(Math.random() * (most + 1));

/** The world itself: chosen, stepped through, meddled with. */
export function Player({ linked, mistakes }: Props) {
  const { say } = useWords();
  const [first] = useState(linked);
  const [wrong, setWrong] = useState(false);
  const { shown, show, go, act, takeBack } = useWorld(first);
  if (!shown) return <p className="world-note">{say('world.loading')}</p>;
  const { recorded, place, hidden, refused } = shown;
  const { wish, frames, story, broken } = recorded;
  const frame = frames[place]!;
  const atEnd = place === frames.length - 1;
  const choose = (form: FormData) => {
    const wanted = worldOfForm(form);
    setWrong(!wanted);
    if (wanted) show(wanted);
  };
  const kept = hidden !== undefined && { hidden };
  const random = () => show({ wish: { ...wish, seed: drawn(MOST_SEED), acts: [] }, place: 0, ...kept });
  const planted = (wish.mistakes ?? []).map((name) => mistakes.find((one) => one.name === name)!.slug);
  return (
    <>
      <WorldForm
        key={JSON.stringify({ ...wish, acts: 0, hidden })}
        {...{ wish, hidden, mistakes }}
        onShow={choose}
      >
        <button type="button" className="world-button" onClick={random}>
          {say('world.random')}
        </button>
      </WorldForm>
      {wrong && (
        <p className="world-note" role="alert">
          {say('world.seed.wrong')}
        </p>
      )}
      {hidden === undefined ? (
        <p className="world-planted">
          {planted.length === 0
            ? say('world.mistakes.none')
            : say('world.mistakes.planted', { names: planted.map(namesIn(say).mistake).join('; ') })}
        </p>
      ) : (
        <HiddenMistake key={hidden} {...{ mistakes, planted }} open={() => show({ wish, place })} />
      )}
      <SeedSearch {...{ wish, hidden, show }} />
      <section aria-labelledby="run">
        <h2 id="run" className="text-heading">
          {say('world.player')}
        </h2>
        <Controls {...{ frames, place, go }} />
        <div className="world-board">
          <WorldDrawing {...{ frame, act }} />
          <Story lines={story.slice(0, frame.lines)} live />
          <div className="world-side">
            <Hands {...{ frame, atEnd, refused, act, takeBack }} acts={wish.acts?.length ?? 0} />
            <Verdict {...(atEnd && { broken })} />
            <LinkBox {...{ wish, hidden }} />
          </div>
        </div>
      </section>
    </>
  );
}
