import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import { Problem } from './field';

interface Props {
  state: FormState | undefined;
  /** What the fields are called, by their names, which are their ids as well. */
  labels: Record<string, string>;
}

/** What was wrong with a form: what is about the whole, and all of its wrong fields at once, each a link to it. */
export function WrongFields({ state, labels }: Props) {
  const { count } = useWords();
  const wrong = Object.keys(state?.fields ?? {}).filter((name) => labels[name]);
  return (
    <>
      <Problem state={state} />
      {wrong.length > 0 && (
        <div role="alert" className="mb-6 rounded-xl border-2 border-ember bg-card px-5 py-4">
          <p className="font-medium">{count('form.wrong', wrong.length)}</p>
          <ul className="mt-1">
            {wrong.map((name) => (
              <li key={name}>
                <a href={`#${name}`} className="link inline-block py-1">
                  {labels[name]}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
