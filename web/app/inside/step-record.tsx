import { useWords } from '../words/words';
import type { Reader } from './readers';
import type { DrawnStep } from './saga-types';

type Told = NonNullable<DrawnStep['record']>;

/** The row that the step's participant has, and whether it agrees with the saga's log. */
export function StepRecord({ record, reader }: { record: Told; reader: Reader }) {
  const { say } = useWords();
  const { service, state, agrees, expected, row } = record;
  const raw = reader === 'engineer';
  const stands = (one: string) => (raw ? one : say(`inside.row.${one as 'none'}`));
  const verdict = agrees === null ? 'open' : agrees ? 'agrees' : 'differs';
  return (
    <div className="saga-record" data-verdict={verdict}>
      <p>
        {raw ? <code>{service}</code> : say(`inside.service.${service as 'order'}`)}
        {': '}
        {raw ? <code>{state}</code> : stands(state)}
        <b> {say(`inside.record.${verdict}`)}</b>
      </p>
      {agrees === false && (
        <p>{say('inside.record.expected', { states: expected.map(stands).join(', ') })}</p>
      )}
      {raw && row && (
        <details className="saga-more">
          <summary>{say('inside.record.row')}</summary>
          <pre>
            <code>{JSON.stringify(row, null, 1)}</code>
          </pre>
        </details>
      )}
    </div>
  );
}
