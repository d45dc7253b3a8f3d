import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import { FORETOLD } from './lab-types';

/** What will happen, said before it does. */
export function ForetellFields({ state }: { state: FormState | undefined }) {
  const { say } = useWords();
  const wrong = state?.fields['foretold'];
  return (
    <fieldset className="mt-6" aria-describedby={wrong && 'lab-foretold-wrong'}>
      <legend className="font-medium">{say('inside.lab.foretell')}</legend>
      {FORETOLD.map((one) => (
        <label key={one} className="lab-foretold">
          <input
            type="radio"
            name="foretold"
            value={one}
            required
            defaultChecked={state?.typed['foretold'] === one}
          />
          {say(`inside.lab.foretold.${one}`)}
        </label>
      ))}
      {wrong && (
        <p id="lab-foretold-wrong" className="mt-1 text-sm font-medium text-ember">
          {say(wrong)}
        </p>
      )}
    </fieldset>
  );
}
