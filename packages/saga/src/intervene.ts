import type { Reason, SagaDefinition } from './definition.ts';
import type { SagaLog, SagaRow } from './log.ts';
import { type Context, iso, readAt } from './running.ts';
import type { SagaEvent } from './state.ts';

/** All definitions that a runner has, by name and version. */
export type Definitions = ReadonlyMap<string, SagaDefinition>;

/** What an operator wants of a saga that has not ended: parked steps (or the one named) tried again, or all undone. */
export type Wish = { type: 'retry'; step?: string } | { type: 'turn-back'; reason: Reason };

/**
 * What came of a wish; `not_possible`: nothing is parked, or the saga is past its pivot; `unknown_version`: this runner does
 * not have its definition.
 */
export type Wished = 'done' | 'not_found' | 'not_possible' | 'unknown_version';

/**
 * Does what an operator wants: the changed state is saved with the take-over, so that the wish is not lost whatever
 * happens next, and a second one finds nothing to change.
 */
export async function intervene(
  context: Context,
  definitions: Definitions,
  { saga, wish, retake }: { saga: string; wish: Wish; retake: SagaLog['retake'] },
  run: (row: SagaRow) => void,
): Promise<Wished> {
  const found: { as: Wished } = { as: 'not_found' };
  const change = (row: SagaRow) => {
    const definition = definitions.get(`${row.definition} ${row.definitionVersion}`);
    found.as = definition ? 'not_possible' : 'unknown_version';
    if (!definition) return undefined;
    const event: SagaEvent = { ...wish, at: iso(readAt(row)) };
    const { state } = context.advance(definition, row.state, event, context.settings);
    if (state === row.state) return undefined;
    found.as = 'done';
    return state;
  };
  const row = await retake({ saga, runner: context.owner, change });
  if (row) run(row);
  return found.as;
}
