import type { Texts } from '../words/texts';
import { useWords } from '../words/words';
import type { ChangedField, ShownValue } from './changed-fields.server';
import { roleText } from './role-text';
import { useQueryText } from './use-query-text';

/** What somebody changed, field by field: before and after, side by side. */
export function LogChanges({ changes, kind }: { changes: readonly ChangedField[]; kind: string }) {
  const { say } = useWords();
  const fieldName = useLogWord('field');
  if (changes.length === 0) return null;
  return (
    <dl className="admin-changes">
      {changes.map(({ name, language, before, after }) => (
        <div key={`${name} ${language}`}>
          <dt>
            {kind === 'courier' && name === 'name' ? say('admin.log.field.courierName') : fieldName(name)}
            {language && ` (${say(`admin.log.language.${language}`)})`}
          </dt>
          <dd>
            {before && (
              <del>
                <span className="sr-only">{say('admin.log.before')} </span>
                <Value name={name} value={before} />
              </del>
            )}
            {before && after && <span aria-hidden="true"> → </span>}
            {after && (
              <ins>
                <span className="sr-only">{say('admin.log.after')} </span>
                <Value name={name} value={after} />
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ name, value }: { name: string; value: ShownValue }) {
  const { say } = useWords();
  if ('words' in value) return say(`admin.log.value.${value.words}`);
  if ('code' in value) return <Code name={name} code={value.code} />;
  return value.text;
}

const SAID: Record<string, string> = {
  act: 'admin.bulk',
  status: 'status',
  saga: 'admin.saga',
  state: 'admin.sagas',
  mail: 'admin.mailbox',
};

/** A code that has a word on other pages of the shop; one of a later release is said as it is. */
function Code({ name, code }: { name: string; code: string }) {
  const { say, texts } = useWords();
  const queryText = useQueryText();
  if (name === 'query') return queryText(code);
  if (name === 'roles') {
    return code
      .split(' ')
      .map((role) => say(roleText(role)))
      .join(', ');
  }
  const key = `${SAID[name]}.${code}`;
  return key in texts ? say(key as keyof Texts) : code;
}

/** A function that says a word of the log: an act, a field, a kind of thing. What a later release has is called by its code. */
export function useLogWord(of: 'act' | 'field' | 'kind' | 'part'): (code: string) => string {
  const { say, texts } = useWords();
  return (code) => {
    const key = `admin.log.${of}.${code}`;
    return key in texts ? say(key as keyof Texts) : say(`admin.log.${of}.other`, { code });
  };
}
