import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { isAdmin } from './is-admin';
import { letterKeysAreOn } from './letter-keys';
import type { Place } from './menu';
import { pressed } from './pressed';

const CHORD = 1_500; // ms for the second letter
const FIELD = 'input, select, textarea, [contenteditable="true"]';

interface Does {
  search: () => void;
  keys: () => void;
}

/**
 * The keys of every page: / and Ctrl+K search, ? says which there are, G and a letter goes, J and K walk through a list,
 * Ctrl+S saves. Letters do nothing in a field, nor while a dialog is open.
 */
export function useKeys(menu: readonly Pick<Place, 'path' | 'letter'>[], does: Does): void {
  const navigate = useNavigate();
  const now = useRef({ menu, does, navigate });
  now.current = { menu, does, navigate };
  useEffect(() => {
    let chordUntil = 0;
    const listen = (event: KeyboardEvent) => {
      const key = pressed(event);
      const { menu, does, navigate } = now.current;
      const asked = document.querySelector('dialog[open]') !== null;
      const typing = (event.target as Element).matches(FIELD);
      if (key === 'mod+k' && !asked) return done(event, does.search);
      if (key === 'mod+s') return done(event, asked ? () => {} : save);
      if (asked || typing || key.startsWith('mod+') || !letterKeysAreOn()) return;
      const chord = event.timeStamp < chordUntil;
      chordUntil = key === 'g' && !chord ? event.timeStamp + CHORD : 0;
      const place = chord && menu.find(({ letter }) => letter === key);
      if (place)
        return done(event, () => (isAdmin(place.path) ? navigate(place.path) : location.assign(place.path)));
      if (key === '/') return done(event, does.search);
      if (key === '?') return done(event, does.keys);
      if (key === 'j') return done(event, () => walk(1));
      if (key === 'k') return done(event, () => walk(-1));
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

function done(event: KeyboardEvent, act: () => void): void {
  event.preventDefault();
  act();
}

/** Presses the button that saves, where there is one. */
function save(): void {
  const button = document.querySelector<HTMLButtonElement>('main [data-save]:not(:disabled)');
  button?.form?.requestSubmit(button);
}

/** To the next row of a list, or the one before; Enter follows its link. */
function walk(step: 1 | -1): void {
  const rows: Element[] = [...document.querySelectorAll('main [data-row]')];
  const at = document.activeElement ? rows.indexOf(document.activeElement) : -1;
  const next = at === -1 ? (step === 1 ? 0 : rows.length - 1) : at + step;
  (rows[next] as HTMLElement | undefined)?.focus();
}
