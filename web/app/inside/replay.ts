import type { Saga } from '../shop/api-types';
import type { Drawing, DrawnStep, Line, Lines, OneSaga, StepState } from './saga-types';

/** The moments at which something was recorded of an order's sagas, the first first. */
export function momentsOf({ steps }: Pick<Saga, 'steps'>): string[] {
  const all = steps.flatMap(({ startedAt, endedAt }) => (endedAt ? [startedAt, endedAt] : [startedAt]));
  return [...new Set(all)].sort();
}

/** The lines of a step of this saga. */
export function linesOf(steps: readonly Line[], saga: Pick<OneSaga, 'id'>, key: string): Lines {
  const own = steps.filter((line) => line.sagaId === saga.id && line.key === key);
  return {
    does: own.find(({ phase }) => phase === 'do'),
    undoes: own.find(({ phase }) => phase === 'undo'),
  };
}

/**
 * The sagas as they stood at a moment, as far as was recorded: when each step began, and when it had its answer. How often it
 * had been tried by then is not known.
 */
export function sagasAt({ sagas, steps }: Pick<Saga, 'sagas' | 'steps'>, moment: string): OneSaga[] {
  const begun = (id: string) => steps.some(({ sagaId, startedAt }) => sagaId === id && startedAt <= moment);
  return sagas
    .filter(({ id }) => begun(id))
    .map((saga) => {
      const state = saga.endedAt && saga.endedAt <= moment ? 'ended' : 'running';
      return { ...saga, state, drawing: saga.drawing && drawingAt(saga, saga.drawing, steps, moment) };
    });
}

function drawingAt(saga: OneSaga, drawing: Drawing, steps: readonly Line[], moment: string): Drawing {
  const back = steps.some(
    ({ sagaId, phase, startedAt }) => sagaId === saga.id && phase === 'undo' && startedAt <= moment,
  );
  const at = (inRefused: boolean) => (step: DrawnStep) => {
    const { record: _, ...bare } = step;
    const lines = linesOf(steps, saga, step.key);
    const comes = inRefused === back ? 'to_come' : null;
    return { ...bare, state: stateAt(lines, moment) ?? comes };
  };
  return {
    ...drawing,
    stages: drawing.stages.map((stage) => stage.map(at(false))),
    refused: drawing.refused.map((stage) => stage.map(at(true))),
  };
}

function stateAt({ does, undoes }: Lines, moment: string): StepState | undefined {
  const ended = (line: Line) => line.endedAt !== null && line.endedAt <= moment;
  const begun = (line: Line | undefined): line is Line => line !== undefined && line.startedAt <= moment;
  if (begun(does) && does.status === 'refused' && ended(does)) return 'refused';
  if (begun(undoes)) return ended(undoes) ? 'undone' : 'undoing';
  if (!begun(does)) return undefined;
  return ended(does) ? 'done' : 'running';
}
