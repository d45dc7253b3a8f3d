import type { SagaDefinition } from './definition.ts';
import type { SagaLog, SagaRow } from './log.ts';
import { type Context, iso, readAt } from './running.ts';
import { statusOf } from './state.ts';

/** All definitions that a runner has, by name and version. */
export type Definitions = ReadonlyMap<string, SagaDefinition>;

/** What came of the wish to try parked steps again; `unknown_version`: this runner does not have its definition. */
export type Retried = 'retried' | 'not_found' | 'not_parked' | 'unknown_version';

/**
 * Tries parked steps again: the changed state is saved with the take-over, so that the wish is not lost whatever
 * happens next, and a second wish finds nothing parked.
 */
export async function retry(
  context: Context,
  definitions: Definitions,
  wish: { saga: string; step: string | undefined; retake: SagaLog['retake'] },
  run: (row: SagaRow) => void,
): Promise<Retried> {
  const { saga, step, retake } = wish;
  const found: { as: Retried } = { as: 'not_found' };
  const change = (row: SagaRow) => {
    const definition = definitions.get(`${row.definition} ${row.definitionVersion}`);
    found.as = definition ? 'not_parked' : 'unknown_version';
    if (!definition || statusOf(row.state) !== 'parked') return undefined;
    const at = iso(readAt(row));
    const event = { type: 'retry', at, ...(step === undefined ? {} : { step }) } as const;
    const { state } = context.advance(definition, row.state, event, context.settings);
    if (state === row.state) return undefined;
    found.as = 'retried';
    return state;
  };
  const row = await retake({ saga, runner: context.owner, change });
  if (row) run(row);
  return found.as;
}
