import { useEffect } from 'react';
import { useRevalidator } from 'react-router';
import type { ListedImport } from '../shop/api-types';
import { useWords } from '../words/words';

const LOOK = 1000; // ms

/** How far an import is, again each second; without JavaScript the page comes again by itself. */
export function ImportProgress({ progress }: { progress: ListedImport['progress'] | undefined }) {
  const { say } = useWords();
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (state !== 'idle') return;
    const timer = setTimeout(revalidate, LOOK);
    return () => clearTimeout(timer);
  }, [revalidate, state]);
  const { done = 0, of = 0 } = progress ?? {};
  return (
    <div className="admin-box">
      <noscript>
        <meta httpEquiv="refresh" content="2" />
      </noscript>
      <p>
        {of > 0
          ? say('admin.imports.progress', { done: String(done), of: String(of) })
          : say('admin.imports.working')}
      </p>
      <progress
        className="admin-import-progress"
        aria-label={say('admin.imports.working')}
        max={of || 1}
        value={of > 0 ? done : undefined}
      />
    </div>
  );
}
