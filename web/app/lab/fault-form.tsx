import { useState } from 'react';
import { Form } from 'react-router';
import { Field, Problem } from '../parts/field';
import { FieldFrame, saidOfField } from '../parts/field-frame';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import { ForetellFields } from './foretell-fields';
import { HowOften, usuallyOf } from './how-often';
import type { FaultKind } from './lab-types';
import { TargetField } from './target-field';
import { useFaultName } from './use-fault-name';

interface Props {
  kinds: readonly FaultKind[];
  owner: boolean;
  formKey: string;
  state: FormState | undefined;
}

/** What to break, and first what will happen then. */
export function FaultForm({ kinds, owner, formKey, state }: Props) {
  const { say } = useWords();
  const nameOf = useFaultName();
  const offered = owner ? kinds : kinds.filter(({ scopes }) => scopes.includes('mine'));
  const [chosen, choose] = useState(state?.typed['fault'] ?? 'reply_lost');
  const kind = offered.find(({ name }) => name === chosen);
  return (
    <section className="mt-8" aria-labelledby="lab-break">
      <h2 id="lab-break" className="text-heading">
        {say('inside.lab.break')}
      </h2>
      <Form method="post" preventScrollReset>
        <Problem state={state} />
        <input type="hidden" name="key" value={formKey} />
        <div className="flex flex-wrap gap-x-4">
          <FieldFrame id="lab-fault" name="fault" label={say('inside.lab.what')} state={state}>
            <select
              {...saidOfField('lab-fault', 'fault', undefined, state)}
              id="lab-fault"
              name="fault"
              className="field"
              defaultValue={chosen}
              onChange={(event) => choose(event.currentTarget.value)}
            >
              {offered.map(({ name, says, targets }) => (
                <option key={name} value={name} disabled={targets.length === 0}>
                  {targets.length > 0
                    ? nameOf({ name, says })
                    : say('inside.lab.notHere', { fault: nameOf({ name, says }) })}
                </option>
              ))}
            </select>
          </FieldFrame>
          <TargetField kinds={offered} kind={kind} state={state} />
        </div>
        <HowOften key={usuallyOf(chosen)} usually={usuallyOf(chosen)} state={state} />
        <div className="flex flex-wrap gap-x-4">
          <FieldFrame id="lab-scope" name="scope" label={say('inside.lab.whose')} state={state}>
            <select
              id="lab-scope"
              name="scope"
              className="field"
              defaultValue={state?.typed['scope'] ?? 'mine'}
            >
              <option value="mine">{say('inside.lab.scope.mine')}</option>
              {owner && <option value="all">{say('inside.lab.scope.all')}</option>}
            </select>
          </FieldFrame>
          <Field
            {...{ name: 'seconds', label: say('inside.lab.seconds'), state }}
            {...{ type: 'number', min: 1, max: 300, defaultValue: '60', required: true }}
          />
        </div>
        <ForetellFields state={state} />
        <button type="submit" name="act" value="begin" className="button mt-6">
          {say('inside.lab.begin')}
        </button>
      </Form>
    </section>
  );
}
