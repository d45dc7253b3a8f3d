import { useEffect, useId, useState } from 'react';
import { useRouteLoaderData } from 'react-router';
import { useWords } from '../words/words';
import type { adminData } from './admin-data.server';
import { letterKeysAreOn, turnLetterKeys } from './letter-keys';

/** All keys of the back office, and the switch that turns those of one letter off. */
export function KeysList() {
  const { say } = useWords();
  const menu = useRouteLoaderData<typeof adminData>('admin')?.menu ?? [];
  const rows: [string, string][] = [
    ['/', say('admin.key.search')],
    ['Ctrl K', say('admin.key.search')],
    ['?', say('admin.key.keys')],
    ['J', say('admin.key.next')],
    ['K', say('admin.key.before')],
    ['Enter', say('admin.key.open')],
    ['Ctrl S', say('admin.key.save')],
    ['Esc', say('admin.key.close')],
    ...menu.map(({ letter, text }): [string, string] => [`G ${letter.toUpperCase()}`, say(text)]),
  ];
  return (
    <>
      <dl className="admin-keys">
        {rows.map(([keys, text]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <Switch />
    </>
  );
}

function Switch() {
  const { say } = useWords();
  const id = useId();
  const [on, turn] = useState<boolean>();
  useEffect(() => turn(letterKeysAreOn()), []);
  // Without JavaScript there are no keys to turn off.
  if (on === undefined) return null;
  return (
    <label htmlFor={id} className="mt-3 flex items-center gap-2">
      <input
        id={id}
        type="checkbox"
        className="tick"
        checked={on}
        onChange={({ target }) => {
          turnLetterKeys(target.checked);
          turn(target.checked);
        }}
      />
      {say('admin.keysOn')}
    </label>
  );
}
