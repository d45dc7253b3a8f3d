import { useEffect } from 'react';
import { useNavigation } from 'react-router';
import { useWords } from '../words/words';
import { announce } from './announce';
import { keepDraft } from './drafts';
import { takeSaved } from './saved-cookie';

/** After a form was saved: its draft is erased, and it is said aloud. */
export function useSaved(person: string | undefined): void {
  const { say } = useWords();
  const idle = useNavigation().state === 'idle';
  useEffect(() => {
    const form = idle && person ? takeSaved() : undefined;
    if (!form || !person) return;
    keepDraft(localStorage, person, form, undefined);
    announce(say('admin.saved'));
  }, [idle, person, say]);
}
