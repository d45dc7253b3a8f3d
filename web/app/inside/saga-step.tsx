import { StruckHere } from '../lab/struck-here';
import { useWords } from '../words/words';
import type { Reader } from './readers';
import type { DrawnStep, Line, Lines, SagaHit } from './saga-types';
import { StateSign } from './state-sign';
import { StepRecord } from './step-record';

/** Of fewer times nothing is usual. */
const ENOUGH = 20;

type Key = 'hold-money';

interface Props {
  step: DrawnStep;
  lines: Lines;
  reader: Reader;
  hits: readonly SagaHit[];
}

/** One step: what it is in its reader's words, how it stands, how long it took, and the participant's own row. */
export function SagaStep({ step, lines, reader, hits }: Props) {
  const { say, count } = useWords();
  const { state } = step;
  const key = step.key as Key;
  const name =
    reader === 'customer'
      ? say(`inside.customer.${key}`)
      : reader === 'clerk'
        ? say(`admin.step.${key}`)
        : step.say;
  const tries = Math.max(lines.does?.attempts ?? 0, lines.undoes?.attempts ?? 0);
  return (
    <article className="saga-step" data-state={state ?? 'none'} data-step={step.key}>
      <p className="saga-name" lang={reader === 'engineer' ? 'en' : undefined}>
        <StateSign state={state} />
        <b>{name}</b>
      </p>
      <p className="saga-state">
        {say(`inside.state.${state ?? 'none'}`)}
        {tries > 1 && ` · ${count('inside.tries', tries)}`}
        <Took lines={lines} />
      </p>
      <StruckHere hits={hits} />
      {reader === 'engineer' && <Commands step={step} lines={lines} />}
      {reader !== 'customer' && step.record && <StepRecord record={step.record} reader={reader} />}
    </article>
  );
}

/** How long a step took, from its first attempt to its answer. */
function Took({ lines: { does, undoes } }: { lines: Lines }) {
  const { say } = useWords();
  const line = undoes?.endedAt ? undoes : does;
  if (!line?.endedAt) return null;
  const ms = Date.parse(line.endedAt) - Date.parse(line.startedAt);
  return <span className="tabular-nums"> · {say('inside.took', { ms: Math.max(0, ms) })}</span>;
}

function Commands({ step, lines }: Pick<Props, 'step' | 'lines'>) {
  const { say } = useWords();
  const { usual } = step;
  return (
    <>
      <p className="saga-command">
        <code>{step.command ?? say('inside.decision')}</code>
        {step.undo && (
          <>
            {' '}
            {say('inside.undoneBy')} <code>{step.undo}</code>
          </>
        )}
      </p>
      {usual && usual.of >= ENOUGH && (
        <p className="saga-usual">{say('inside.usual', { p50: usual.p50, p95: usual.p95 })}</p>
      )}
      <Reply line={lines.undoes?.reply ? lines.undoes : lines.does} />
    </>
  );
}

function Reply({ line }: { line: Line | undefined }) {
  const { say } = useWords();
  if (!line?.reply) return null;
  return (
    <details className="saga-more">
      <summary>{say('inside.reply')}</summary>
      <pre>
        <code>{JSON.stringify(line.reply, null, 1)}</code>
      </pre>
    </details>
  );
}
