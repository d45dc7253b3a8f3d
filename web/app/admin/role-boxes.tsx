import { ROLES } from '@sagashop/vocabulary/permissions';
import { useWords } from '../words/words';
import { roleText } from './role-text';

interface Props {
  /** Those that are ticked. */
  roles: readonly string[];
  /** Whose they are, for whoever has it read. */
  label: string;
  /** The id of what was wrong with them. */
  wrong?: string | undefined;
}

const names = Object.keys(ROLES);

/** The roles, each to be ticked. */
export function RoleBoxes({ roles, label, wrong }: Props) {
  const { say } = useWords();
  return (
    <fieldset
      className="flex flex-wrap gap-x-4 gap-y-2"
      aria-invalid={wrong ? true : undefined}
      aria-describedby={wrong}
    >
      <legend className="sr-only">{label}</legend>
      {names.map((role) => (
        <label key={role} className="choice">
          <input type="checkbox" name="roles" value={role} defaultChecked={roles.includes(role)} />
          {say(roleText(role))}
        </label>
      ))}
    </fieldset>
  );
}
