import { Link } from 'react-router';
import { useWords } from '../words/words';
import type { ToDo } from './today.server';

/** What is wrong when there is any of it. */
const WRONG = new Set(['parked', 'refused', 'low']);

/** What needs a hand, each number with the list that it counts. */
export function ToDoList({ toDo }: { toDo: readonly ToDo[] }) {
  const { say, count: counted } = useWords();
  return (
    <ul className="admin-to-do">
      {toDo.map(({ kind, count, more, path }) => {
        const text = (
          <>
            <b>
              {count}
              {more && '+'}
            </b>{' '}
            {counted(`admin.toDo.${kind}`, count)}
          </>
        );
        return (
          <li key={kind} data-wrong={(WRONG.has(kind) && count > 0) || undefined}>
            {path ? <Link to={path}>{text}</Link> : <span>{text}</span>}
            {WRONG.has(kind) && count > 0 && <span className="sr-only"> ({say('admin.toDo.look')})</span>}
          </li>
        );
      })}
    </ul>
  );
}
