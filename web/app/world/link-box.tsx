import type { WorldWish } from '@sagashop/shop-world/wish';
import { useState } from 'react';
import { useWords } from '../words/words';

/** How what is shown can be shown to somebody else, and in a terminal. */
export function LinkBox({ wish, hidden }: { wish: WorldWish; hidden: number | undefined }) {
  const { say } = useWords();
  const [copied, setCopied] = useState(false);
  const { seed, mistakes = [], acts = [], fine, orders, batches } = wish;
  const plain = acts.length === 0 && !fine && orders === undefined && batches !== false;
  const command = `npm run simulate -- --seed ${seed}${mistakes[0] ? ` --mistake "${mistakes[0]}"` : ''}`;
  const copy = () =>
    navigator.clipboard.writeText(location.href).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className="world-link">
      <p className="text-soft">{say('world.link')}</p>
      <p className="world-row">
        <button type="button" className="world-button" onClick={copy}>
          {say('world.link.copy')}
        </button>
        <span role="status">{copied && say('world.link.copied')}</span>
      </p>
      {plain && mistakes.length < 2 && hidden === undefined && (
        <p className="text-soft">
          {say('world.same')} <code>{command}</code>
        </p>
      )}
    </div>
  );
}
