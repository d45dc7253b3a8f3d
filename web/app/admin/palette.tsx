import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react';
import { useFetcher, useNavigate } from 'react-router';
import { useWords } from '../words/words';
import type { Found, find } from './find.server';
import { type Command, useCommands } from './use-commands';

const PAUSE = 100; // ms without a key before we ask
type Entry = Found | Command;

/**
 * Search and commands: orders, products, customers, pages. The focus stays in the field; arrows choose, Enter goes there,
 * Esc closes. What stands in it is a form, that the page of the search answers too.
 */
export function Palette({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  const { say, count } = useWords();
  const list = useId();
  const { entries, type, busy } = useEntries();
  const [at, choose] = useState(0);
  const navigate = useNavigate();
  const go = ({ path }: Entry) => {
    dialog.current?.close();
    if (path.startsWith('/admin')) navigate(path);
    else location.assign(path);
  };
  const active = Math.min(at, entries.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || entries.length === 0) return;
    event.preventDefault();
    choose((active + step + entries.length) % entries.length);
  };
  return (
    <dialog ref={dialog} aria-label={say('admin.search')} className="admin-dialog admin-palette">
      <form
        action="/admin/search"
        onSubmit={(event) => {
          event.preventDefault();
          const chosen = entries[active];
          if (chosen) go(chosen);
        }}
      >
        <input
          type="text"
          name="q"
          role="combobox"
          aria-label={say('admin.searchFor')}
          placeholder={say('admin.searchFor')}
          aria-expanded={entries.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
          autoComplete="off"
          maxLength={200}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            choose(0);
            type(event.target.value);
          }}
          className="field"
        />
      </form>
      <p role="status" className="sr-only">
        {busy ? '' : count('admin.found', entries.length)}
      </p>
      <Entries id={list} entries={entries} active={active} go={go} />
    </dialog>
  );
}

interface ListProps {
  id: string;
  entries: readonly Entry[];
  active: number;
  go: (entry: Entry) => void;
}

function Entries({ id, entries, active, go }: ListProps) {
  const { say } = useWords();
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  return (
    <div id={id} role="listbox" aria-label={say('admin.search')} tabIndex={-1}>
      {entries.map((entry, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus, and takes the keys
        <div
          key={entry.path}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === active}
          tabIndex={-1}
          onClick={() => go(entry)}
          className="admin-entry"
        >
          <span>{entry.name}</span>
          <span className="text-soft">
            {[entry.more, say(`admin.kind.${entry.kind}`)].filter(Boolean).join(' · ')}
          </span>
        </div>
      ))}
    </div>
  );
}

/** What can be chosen for what is typed: records first, pages and commands after them. */
function useEntries() {
  const { data, load, state } = useFetcher<typeof find>();
  const [typed, type] = useState('');
  const commands = useCommands(typed);
  const wanted = typed.trim();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `load` is another function each time
  useEffect(() => {
    if (wanted === '') return;
    const timer = setTimeout(() => load(`/admin/find?${new URLSearchParams({ q: wanted })}`), PAUSE);
    return () => clearTimeout(timer);
  }, [wanted]);
  const found: Found[] = wanted !== '' && data ? data.found : [];
  const current = data?.q === wanted;
  return { entries: [...found, ...commands], type, busy: wanted !== '' && (!current || state !== 'idle') };
}
