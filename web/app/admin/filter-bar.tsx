import type { ReactNode } from 'react';
import { Form, Link, useLocation } from 'react-router';
import { useWords } from '../words/words';

interface Props {
  /** The values of the address that stay when somebody filters, such as `sort`. */
  keep?: readonly string[];
  /** `<FilterField>` and `<FilterChoice>`. */
  children: ReactNode;
  /** Some more of them, behind the button. */
  more?: ReactNode;
}

/** The filters of a list: a form whose values stand in the page's address. */
export function FilterBar({ keep = ['sort'], children, more }: Props) {
  const { say } = useWords();
  const { pathname, search } = useLocation();
  const asked = new URLSearchParams(search);
  return (
    // Another address is other filters: the fields show those.
    <Form key={search} method="get" className="admin-filters" aria-label={say('admin.filters')}>
      {keep.map((name) => {
        const value = asked.get(name);
        return value && <input key={name} type="hidden" name={name} value={value} />;
      })}
      {children}
      <button type="submit" className="button">
        {say('admin.filter')}
      </button>
      {asked.size > 0 && (
        <Link to={pathname} className="admin-link">
          {say('admin.filtersClear')}
        </Link>
      )}
      {more}
    </Form>
  );
}

interface FieldProps {
  name: string;
  label: string;
  type?: 'search' | 'text' | 'date' | 'number';
}

/** One value of a filter. */
export function FilterField({ name, label, type = 'text' }: FieldProps) {
  const { search } = useLocation();
  return (
    <label className="admin-filter">
      {label}
      <input
        type={type}
        name={name}
        defaultValue={new URLSearchParams(search).get(name) ?? ''}
        className="field"
      />
    </label>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  /** What is said of none of them being chosen. */
  any: string;
  /** Value and name of each. */
  options: readonly (readonly [value: string, name: string])[];
}

/** One of several, or any. */
export function FilterChoice({ name, label, any, options }: ChoiceProps) {
  const { search } = useLocation();
  return (
    <label className="admin-filter">
      {label}
      <select name={name} defaultValue={new URLSearchParams(search).get(name) ?? ''} className="field">
        <option value="">{any}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
