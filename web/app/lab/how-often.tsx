import { Field } from '../parts/field';
import { FieldFrame } from '../parts/field-frame';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';

/** At which occasions a fault strikes: the n-th alone, each, or some of a hundred. */
export function HowOften({ state }: { state: FormState | undefined }) {
  const { say } = useWords();
  return (
    <div className="flex flex-wrap gap-x-4">
      <FieldFrame id="lab-how" name="how" label={say('inside.lab.how')} state={state}>
        <select id="lab-how" name="how" className="field" defaultValue={state?.typed['how'] ?? 'nth'}>
          <option value="nth">{say('inside.lab.how.nth')}</option>
          <option value="each">{say('inside.lab.how.each')}</option>
          <option value="share">{say('inside.lab.how.share')}</option>
        </select>
      </FieldFrame>
      <Field
        {...{ name: 'often', label: say('inside.lab.often'), hint: say('inside.lab.often.hint'), state }}
        {...{ type: 'number', min: 1, max: 10_000, defaultValue: '1' }}
      />
    </div>
  );
}
