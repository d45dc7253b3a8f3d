import type { ToldWorld } from '@sagashop/shop-world/tell-world';
import { useWords } from '../words/words';
import { namesIn } from './say-line';

type Props = Partial<Pick<ToldWorld, 'broken' | 'written'>>;

/** How a world has ended: whole, or with which rule broken. Without `broken` it goes on. */
export function Verdict({ broken, written }: Props) {
  const { say } = useWords();
  const names = namesIn(say);
  const [first] = broken ?? [];
  return (
    <section aria-labelledby="verdict" className="world-verdict" data-broken={first ? true : undefined}>
      <h2 id="verdict" className="text-heading">
        {say('world.verdict')}
      </h2>
      {!broken && <p>{say('world.verdict.later')}</p>}
      {broken && !first && (
        <p>
          <span aria-hidden="true">✓ </span>
          {say('world.verdict.whole')}
        </p>
      )}
      {first && (
        <>
          <p>
            <span aria-hidden="true">✕ </span>
            <strong>{say('world.verdict.broken', { rule: names.rule(first.invariant) })}</strong>
            {first.order && <> {say('world.verdict.order', { order: names.order(first.order) })}</>}
          </p>
          <p className="text-sm text-soft">
            <code lang="en">{first.says}</code>
          </p>
        </>
      )}
      {written && <p className="text-sm text-soft">{say('world.written', { ...written })}</p>}
    </section>
  );
}
