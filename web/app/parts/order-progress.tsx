import { BackIcon, CheckIcon, CrossIcon, DotsIcon } from '../frame/icons';
import type { Order, Saga } from '../shop/api-types';
import { type Stage, stagesOf } from '../shop/progress';
import { dayText } from '../words/amounts';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';

const SIGN: Record<Stage['standing'], typeof CheckIcon | undefined> = {
  done: CheckIcon,
  doing: DotsIcon,
  waiting: undefined,
  refused: CrossIcon,
  undoing: DotsIcon,
  undone: BackIcon,
};
const LOOK: Record<Stage['standing'], string> = {
  done: 'bg-pine text-on-pine border-pine',
  doing: 'border-pine text-pine',
  waiting: 'border-edge',
  refused: 'border-ember text-ember',
  undoing: 'border-edge text-soft',
  undone: 'border-edge text-soft',
};

/** An order's way, step by step, in plain words. */
export function OrderProgress({ order, saga }: { order: Order; saga: Saga | null }) {
  const { say, locale } = useWords();
  return (
    <ol className="mt-5" aria-label={say('order.progress')}>
      {stagesOf(order, saga).map(({ text, standing, at, day, photo }) => (
        <li key={text} className="relative flex gap-4 pb-5 last:pb-0">
          <span
            aria-hidden="true"
            className={`z-10 grid size-8 shrink-0 place-items-center rounded-full border-2 bg-card font-bold ${LOOK[standing]}`}
          >
            <Sign of={standing} />
          </span>
          <span className={`pt-0.5 ${standing === 'waiting' ? 'text-soft' : 'font-medium'}`}>
            {say(text, day ? { day: dayText(day, locale) } : {})}
            <span className="ml-2 inline-block text-sm font-normal text-soft">
              {standing === 'done' || standing === 'undone'
                ? at && <Moment at={at} />
                : say(`standing.${standing}`)}
            </span>
            {photo && (
              <a href={photo} className="link ml-2 text-sm font-normal">
                {say('stage.photo')}
              </a>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Sign({ of }: { of: Stage['standing'] }) {
  const Icon = SIGN[of];
  return Icon ? <Icon className="size-5" /> : null;
}
