import { Form } from 'react-router';
import { Notice } from '../parts/notice';
import { useWords } from '../words/words';
import type { RolesRefused } from './change-staff.server';
import { RoleBoxes } from './role-boxes';
import { roleText } from './role-text';
import type { Person } from './staff-page.server';

/** Somebody's roles where they stand in the list; what was refused is told there, with what was ticked. */
export function RolesForm({ person, refused }: { person: Person; refused: RolesRefused | undefined }) {
  const { say } = useWords();
  const { id, name, roles } = person;
  const mine = refused?.person === id ? refused : undefined;
  const ticked = mine?.roles ?? roles;
  const now = mine?.now?.map((role) => say(roleText(role))).join(', ');
  return (
    <Form key={ticked.join()} method="post" preventScrollReset className="flex flex-wrap items-center gap-3">
      <input type="hidden" name="person" value={id} />
      <input type="hidden" name="was" value={(mine?.now ?? roles).join(' ')} />
      <RoleBoxes roles={ticked} label={say('admin.staff.rolesOf', { name })} />
      <button type="submit" name="act" value="roles" className="button" data-kind="quiet">
        {say('admin.staff.save')}
        <span className="sr-only"> {name}</span>
      </button>
      {mine && (
        <Notice kind="wrong" of={mine} className="w-full">
          {say(mine.problem, { now: now || say('admin.nothing') })}
        </Notice>
      )}
    </Form>
  );
}
