import { FAULT_KINDS, FAULT_NAMES, type FaultName } from '@sagashop/lab/fault-kinds';
import { openLab } from '@sagashop/lab/lab';
import { type LabTransportParts, labTransport } from '@sagashop/lab/lab-transport';
import { mortalRunner, RUNNER_POINTS, SAVES } from '@sagashop/lab/mortal-runner';
import { poolStrokes, type Strokes } from '@sagashop/lab/pool-strokes';
import { singleFile } from '@sagashop/lab/single-file';
import type { Targets } from '@sagashop/lab/targets';
import { type CommandStep, isDecision, type Step } from '@sagashop/saga/definition';
import type { Transport } from '@sagashop/saga/message';
import type { Runner } from '@sagashop/saga/run';
import { DEFINITIONS } from '../sagas/definitions.ts';

/** The routes whose answers to customers can be lost. */
export const LOSABLE = ['POST /api/orders', 'POST /api/orders/{id}/cancellation'] as const;

/** What a participant could refuse, and with which code. */
const REFUSALS: Readonly<Record<string, string>> = {
  'payment.hold': 'insufficient_funds',
  'stock.reserve': 'out_of_stock',
  'delivery.book': 'no_courier',
};

const steps = DEFINITIONS.flatMap(({ stages, refused }) => [...stages, ...refused].flat()).filter(
  (step: Step): step is CommandStep => !isDecision(step),
);
const undoes = Object.fromEntries(
  steps.flatMap(({ send, undo }) => (undo ? [[undo.type, send.type] as const] : [])),
);
const commands = [
  ...new Set(steps.flatMap(({ send, undo }) => (undo ? [send.type, undo.type] : [send.type]))),
];

const byService = (types: readonly string[]) =>
  [...Map.groupBy(types, (type) => type.split('.', 1)[0]!)].map(([service, own]) => ({
    service,
    commands: [...own],
  }));

/** What each fault can strike, as the sagas' definitions say. */
export const TARGETS: Targets = Object.fromEntries(
  FAULT_NAMES.map((fault) => [fault, targetsOf(fault)]),
) as unknown as Targets;

function targetsOf(fault: FaultName) {
  if (fault === 'refuse') return byService(Object.keys(REFUSALS));
  if (fault === 'overtaken') return byService(Object.values(undoes));
  if (fault === 'batches_off')
    return [...byService(commands), { service: 'order', commands: [SAVES.command] }];
  const { at } = FAULT_KINDS[fault];
  if (at === 'service') return [{ service: 'order', commands: ['connections'] }];
  if (at === 'command') return byService(commands);
  return [{ service: 'order', commands: [...(at === 'answer' ? LOSABLE : RUNNER_POINTS)] }];
}

export type OrderLab = ReturnType<typeof openOrderLab>;

/**
 * The laboratory of this process, which runs the sagas: every command and every save of theirs comes by here. `takeOver` is
 * after how many ms others take a silent runner for dead. The runner is told when it is there.
 */
export function openOrderLab(
  takeOver: number,
  strokes: Strokes,
  times: Pick<LabTransportParts, 'slow' | 'late'> = {},
) {
  const lab = openLab(Date.now, () => pool.look());
  const pool = poolStrokes(lab, 'order', strokes);
  const alone = singleFile();
  const mortal = mortalRunner(lab, takeOver + 1000, alone);
  let runner: Runner | undefined;
  const userOf = (saga: string) => (runner?.get(saga)?.state.data as { user?: string } | undefined)?.user;
  const parts = { lab, userOf, refusals: REFUSALS, undoes, alone, ...times };
  return {
    lab,
    log: mortal.log,
    roster: mortal.roster,
    transport: (transport: Transport) => mortal.transport(labTransport({ ...parts, transport })),
    runs(one: Runner): void {
      runner = one;
      mortal.lives(one);
    },
  };
}
