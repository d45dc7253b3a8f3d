import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useNavigation } from 'react-router';
import { useFocusOnNewPage } from '../frame/focus-on-new-page';
import { SkipLink } from '../frame/skip-link';
import { useWords } from '../words/words';
import type { Known } from './admin-data.server';
import { AdminHeader } from './admin-header';
import { AdminMenu } from './admin-menu';
import { onAnnounced } from './announce';
import { KeysList } from './keys-list';
import { PageDialog } from './page-dialog';
import { Palette } from './palette';
import { useKeys } from './use-keys';
import { useSaved } from './use-saved';

/** What stands around every page of the back office: header, menu, and what is read aloud. */
export function AdminFrame({ known, children }: { known: Known; children: ReactNode }) {
  useFocusOnNewPage();
  useSaved(known?.id);
  const { say } = useWords();
  const busy = useNavigation().state !== 'idle';
  const search = useRef<HTMLDialogElement>(null);
  const keys = useRef<HTMLDialogElement>(null);
  useKeys(known?.menu ?? [], {
    search: () => search.current?.showModal(),
    keys: () => keys.current?.showModal(),
  });
  return (
    <div className="admin">
      <SkipLink />
      {busy && (
        <div role="status" className="progress">
          <span className="sr-only">{say('loading')}</span>
        </div>
      )}
      <AdminHeader known={known} search={search} keys={keys} />
      {known && <AdminMenu menu={known.menu} />}
      <main id="content" tabIndex={-1} className="admin-main">
        {children}
      </main>
      {known && <Palette dialog={search} />}
      <PageDialog dialog={keys} title={say('admin.keys')}>
        <KeysList />
      </PageDialog>
      <Announcer />
    </div>
  );
}

/** Where announcements are written for whoever has the screen read. */
function Announcer() {
  const [text, hear] = useState('');
  useEffect(() => onAnnounced(hear), []);
  return (
    <p role="status" className="sr-only" data-announced>
      {text}
    </p>
  );
}
