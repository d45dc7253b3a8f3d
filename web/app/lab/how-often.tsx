import { useEffect, useState } from 'react';
import { Field } from '../parts/field';
import { FieldFrame } from '../parts/field-frame';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';

type How = 'nth' | 'each' | 'share';

/** What lasts: whoever wishes for it does not mean one half second of it. */
const LASTING = ['service_hung', 'connections_cut', 'pool_full', 'batches_off'];

/** How often somebody who chooses this fault means, most likely. */
export const usuallyOf = (fault: string): How => (LASTING.includes(fault) ? 'each' : 'nth');

/** At which occasions a fault strikes: the n-th alone, each, or some of a hundred. */
export function HowOften({ state, usually }: { state: FormState | undefined; usually: How }) {
  const { say } = useWords();
  const first = (state?.typed['how'] ?? usually) as How;
  const [how, choose] = useState<How>(); // unknown without JavaScript: then the number is for any of them
  useEffect(() => choose((known) => known ?? first), [first]);
  return (
    <div className="flex flex-wrap gap-x-4">
      <FieldFrame id="lab-how" name="how" label={say('inside.lab.how')} state={state}>
        <select
          id="lab-how"
          name="how"
          className="field"
          defaultValue={first}
          onChange={(event) => choose(event.currentTarget.value as How)}
        >
          <option value="nth">{say('inside.lab.how.nth')}</option>
          <option value="each">{say('inside.lab.how.each')}</option>
          <option value="share">{say('inside.lab.how.share')}</option>
        </select>
      </FieldFrame>
      {how !== 'each' && (
        <Field
          {...{ name: 'often', label: say(how ? `inside.lab.often.${how}` : 'inside.lab.often'), state }}
          {...{ type: 'number', min: 1, max: how === 'share' ? 100 : 10_000, defaultValue: '1' }}
        />
      )}
    </div>
  );
}
