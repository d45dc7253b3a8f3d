import { Link } from 'react-router';
import type { ListedImport } from '../shop/api-types';
import { useWords } from '../words/words';

/** Where one stands between a file and what it has changed; a step that can be gone back to is a link. */
export function ImportSteps({ one, at }: { one: ListedImport; at: 'columns' | 'check' }) {
  const { say } = useWords();
  const isOpen = one.state === 'checked' && !one.progress;
  const path = `/admin/imports/${one.id}`;
  const steps = [
    { text: say('admin.imports.step.file'), to: undefined, now: false },
    {
      text: say('admin.imports.step.columns'),
      to: isOpen ? `${path}/columns` : undefined,
      now: at === 'columns',
    },
    { text: say('admin.imports.step.check'), to: isOpen ? path : undefined, now: at === 'check' && isOpen },
    { text: say('admin.imports.step.done'), to: undefined, now: at === 'check' && !isOpen },
  ];
  return (
    <ol className="admin-steps" aria-label={say('admin.imports.steps')}>
      {steps.map(({ text, to, now }) => (
        <li key={text} aria-current={now ? 'step' : undefined}>
          {to && !now ? (
            <Link to={to} className="link">
              {text}
            </Link>
          ) : (
            text
          )}
        </li>
      ))}
    </ol>
  );
}
