import { useWords } from '../words/words';
import type { Reader } from './readers';
import { linesOf } from './replay';
import { SagaStep } from './saga-step';
import type { Drawing, Line, OneSaga, SagaHit } from './saga-types';

interface Props {
  saga: OneSaga;
  steps: readonly Line[];
  reader: Reader;
  /** What has struck it in the laboratory. */
  hits: readonly SagaHit[];
}

/**
 * One saga from its first stage to its last, whether or not it comes so far: stages side by side, on a phone one below the
 * other, the pivot between two lines, and below what is done after a refusal.
 */
export function SagaDrawing({ saga, steps, reader, hits }: Props) {
  const { say } = useWords();
  const { drawing } = saga;
  const kind = saga.definition as 'place-order';
  const title = `inside.${kind}` as const;
  const end = saga.state === 'ended' ? (saga.outcome === 'refused' ? 'refused' : 'completed') : saga.state;
  return (
    <section className="saga" aria-labelledby={saga.id}>
      <h2 id={saga.id} className="text-heading">
        {say(title)}
        <span className="saga-end" data-end={end}>
          {say(`inside.saga.${end as 'running'}`)}
        </span>
      </h2>
      {drawing ? (
        <>
          <Stages saga={saga} stages={drawing.stages} steps={steps} reader={reader} hits={hits} />
          {drawing.refused.length > 0 && (
            <>
              <h3 className="saga-after">{say('inside.refused')}</h3>
              <Stages saga={saga} stages={drawing.refused} steps={steps} reader={reader} hits={hits} />
            </>
          )}
        </>
      ) : (
        <p className="mt-3 text-soft">{say('inside.unknownVersion')}</p>
      )}
    </section>
  );
}

function Stages({ saga, stages, steps, reader, hits }: Props & { stages: Drawing['stages'] }) {
  const { say } = useWords();
  return (
    <ol className="saga-stages">
      {stages.map((stage, place) => {
        const pivot = stage.some((step) => step.pivot);
        const first = stage[0]!.key;
        return (
          <li key={first} data-pivot={pivot || undefined}>
            <p className="saga-stage">
              {say('inside.stage', { n: place + 1 })}
              {pivot && <b> · {say('inside.pivot')}</b>}
            </p>
            <ul aria-label={stage.length > 1 ? say('inside.together') : undefined}>
              {stage.map((step) => (
                <li key={step.key}>
                  <SagaStep
                    step={step}
                    lines={linesOf(steps, saga, step.key)}
                    reader={reader}
                    hits={hits.filter((hit) => hit.saga === saga.id && hit.step === step.key)}
                  />
                </li>
              ))}
            </ul>
            {place < stages.length - 1 && <Arrow />}
          </li>
        );
      })}
    </ol>
  );
}

function Arrow() {
  return (
    <svg viewBox="0 0 24 24" className="saga-arrow" aria-hidden="true">
      <path d="M3 12h17M14 6l6 6l-6 6" />
    </svg>
  );
}
