import { Notice } from '../parts/notice';
import { useWords } from '../words/words';
import type { FieldConflict } from './edit.server';

interface Props {
  conflicts: readonly FieldConflict[];
  labels: Readonly<Record<string, string>>;
  /** How a field's text is said; left out: as it is. */
  shown?: (field: string, text: string) => string;
}

/**
 * What somebody else has changed while one typed, beside what was typed: for each field one chooses which of the two
 * stays. Part of the form, which is saved again then; all else that was typed is kept.
 */
export function Conflict({ conflicts, labels, shown = (_, text) => text }: Props) {
  const { say } = useWords();
  return (
    <Notice kind="wrong" of={conflicts}>
      <p className="font-semibold">{say('admin.conflict')}</p>
      {conflicts.map(({ field, was, now, yours }) => (
        <fieldset key={field} className="admin-conflict">
          <legend>{labels[field] ?? field}</legend>
          <p className="text-soft">
            {say('admin.conflictWas', { value: shown(field, was) || say('admin.nothing') })}
          </p>
          <input type="hidden" name={`now.${field}`} value={now} />
          {(['mine', 'theirs'] as const).map((whose) => (
            <label key={whose} className="choice">
              <input type="radio" name={`keep.${field}`} value={whose} defaultChecked={whose === 'mine'} />
              <span>
                {say(`admin.conflict.${whose}`)}{' '}
                <b>{shown(field, whose === 'mine' ? yours : now) || say('admin.nothing')}</b>
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </Notice>
  );
}
