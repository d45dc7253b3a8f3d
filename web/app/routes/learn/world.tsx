import { MISTAKE_NAMES } from '@sagashop/shop-world/mistakes';
import { tellWorld } from '@sagashop/shop-world/tell-world';
import { slugOf, worldAt } from '@sagashop/shop-world/wish-text';
import { useEffect, useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import '../../styles/world.css';
import { Head } from '../../frame/head';
import { Crumbs } from '../../parts/crumbs';
import { useWords } from '../../words/words';
import { Story } from '../../world/story';
import { Verdict } from '../../world/verdict';
import { WorldForm } from '../../world/world-form';

/** The world of an address that names none; the first in which both a refusal and a fault can be seen. */
const FIRST = 7;
/** So much of a story is sent with the page. */
const LINES = 300;

export async function loader({ request }: LoaderFunctionArgs) {
  const linked = worldAt(new URL(request.url).search, FIRST);
  const { wish, place, hidden } = linked ?? { wish: { seed: FIRST }, place: 0 };
  const { story, broken, written } = await tellWorld(wish);
  const mistakes = MISTAKE_NAMES.map((name) => ({ slug: slugOf(name), name }));
  return {
    ...{ wish, place, hidden, mistakes, broken, written, wrong: !linked },
    story: story.slice(0, LINES),
    more: Math.max(0, story.length - LINES),
  };
}

/** A new search is the page's own, not the server's. */
export const shouldRevalidate = () => false;

/** The simulated world: from the server one run's story, and where there is JavaScript the world itself. */
export default function World() {
  const loaded = useLoaderData<typeof loader>();
  const { say } = useWords();
  const [Player, setPlayer] = useState<typeof import('../../world/player').Player>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    import('../../world/player').then(
      (module) => setPlayer(() => module.Player),
      () => setFailed(true),
    );
  }, []);
  const { wish, place, hidden, mistakes, broken, written, story, more, wrong } = loaded;
  return (
    <div className="world">
      <Head title={say('world.title')} description={say('world.description')} />
      <Crumbs
        trail={[
          { name: say('world.learn'), to: '/learn' },
          { name: say('world.title'), to: '/learn/world' },
        ]}
      />
      <h1 className="text-title">{say('world.title')}</h1>
      <p className="mt-3 max-w-prose text-soft">{say('world.lead')}</p>
      {wrong && (
        <p className="world-note" role="alert">
          {say('world.broken.link')}
        </p>
      )}
      {failed && (
        <p className="world-note" role="alert">
          {say('world.failed')}
        </p>
      )}
      {Player ? (
        <Player linked={{ wish, place, ...(hidden !== undefined && { hidden }) }} mistakes={mistakes} />
      ) : (
        <>
          <WorldForm key={wish.seed} wish={wish} hidden={hidden} mistakes={mistakes} />
          <noscript>
            <p className="world-note">{say('world.noScript')}</p>
          </noscript>
          <Verdict broken={broken} written={written} />
          <Story lines={story} more={more} />
        </>
      )}
    </div>
  );
}
