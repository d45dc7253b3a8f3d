import { FieldFrame, saidOfField } from '../parts/field-frame';
import type { FormState } from '../shop/form';
import { useWords } from '../words/words';
import type { FaultKind } from './lab-types';

interface Props {
  kinds: readonly FaultKind[];
  /** The one that is chosen, where that is known. */
  kind: FaultKind | undefined;
  state: FormState | undefined;
}

/** Which command a fault strikes: those that it can; without JavaScript all that there are, and the API says no. */
export function TargetField({ kinds, kind, state }: Props) {
  const { say } = useWords();
  const targets = (kind ? [kind] : kinds).flatMap((one) => one.targets);
  const services = [...new Set(targets.map(({ service }) => service))];
  return (
    <FieldFrame id="lab-target" name="target" label={say('inside.lab.where')} state={state}>
      <select
        {...saidOfField('lab-target', 'target', undefined, state)}
        key={kind?.name}
        id="lab-target"
        name="target"
        className="field"
        defaultValue={state?.typed['target'] ?? ''}
      >
        <option value="">{say('inside.lab.everywhere')}</option>
        {services.map((service) => (
          <optgroup key={service} label={service}>
            {services.length > 1 && <option value={service}>{say('inside.lab.allOf', { service })}</option>}
            {[
              ...new Set(targets.filter((one) => one.service === service).flatMap((one) => one.commands)),
            ].map((command) => (
              <option key={command} value={command}>
                {command}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </FieldFrame>
  );
}
