import { useWords } from '../words/words';

/** The first link of every page: past what stands around it. */
export function SkipLink() {
  const { say } = useWords();
  return (
    <a
      href="#content"
      className="sr-only focus:not-sr-only focus:fixed focus:left-4 focus:top-3 focus:z-50 focus:bg-card focus:px-4 focus:py-2"
    >
      {say('skip')}
    </a>
  );
}
