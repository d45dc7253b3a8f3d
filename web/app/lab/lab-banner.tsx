import { useWords } from '../words/words';
import type { LabNews } from './lab-news.server';
import { SecondsLeft } from './seconds-left';

const BANNER =
  'flex flex-wrap items-center justify-center gap-x-4 gap-y-1 bg-ember px-4 py-2 text-center text-sm font-medium text-card print:hidden';

/** Stands above every page while something is broken on purpose. Its button needs no JavaScript. */
export function LabBanner({ news }: { news: LabNews }) {
  const { say, count } = useWords();
  return (
    <aside aria-label={say('lab.title')} className={BANNER}>
      <p>
        {count('lab.active', news.active)} · {count('lab.hits', news.hits)} ·{' '}
        <SecondsLeft until={news.until} now={news.now} />
      </p>
      <form method="post" action="/learn/lab">
        <button
          type="submit"
          name="act"
          value="stop-all"
          className="rounded-full border-2 border-current px-3 py-1 font-semibold"
        >
          {say('lab.stopAll')}
        </button>
      </form>
      <a href="/learn/lab" className="underline">
        {say('lab.open')}
      </a>
    </aside>
  );
}
