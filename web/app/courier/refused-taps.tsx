import { Notice } from '../parts/notice';
import { useWords } from '../words/words';
import type { Tap } from './tap';
import { tapText } from './tap-text';

interface Props {
  taps: readonly Tap[];
  dismiss: (tap: Tap) => Promise<void>;
}

/** What the shop has not taken, each with why, until the courier has read it. */
export function RefusedTaps({ taps, dismiss }: Props) {
  const { say } = useWords();
  const refused = taps.filter(({ state, photoRefused }) => state === 'refused' || photoRefused);
  return refused.map((tap) => (
    <Notice key={tap.key} kind="wrong" of={tap.key} className="courier-refused">
      {tap.state === 'refused'
        ? say('courier.refused', { number: tap.number, what: say(`courier.tap.${tap.act}`) })
        : say('courier.photoRefused', { number: tap.number })}{' '}
      {tap.state === 'refused' && say(tapText(tap.code ?? '') ?? 'courier.refused.other')}
      <button type="button" className="button" data-kind="quiet" onClick={() => void dismiss(tap)}>
        {say('courier.dismiss')}
      </button>
    </Notice>
  ));
}
