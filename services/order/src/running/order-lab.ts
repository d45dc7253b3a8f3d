import { randomInt } from 'node:crypto';
import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { MANIFESTS } from '@sagashop/chassis/service/manifests';
import { withCapability } from '@sagashop/chassis/service/topology';
import { sweeper } from '@sagashop/chassis/work/sweeper';
import { FAULT_KINDS, FAULT_NAMES, type FaultName } from '@sagashop/lab/fault-kinds';
import { openLab } from '@sagashop/lab/lab';
import { labTable } from '@sagashop/lab/lab-table';
import { type LabTransportParts, labTransport } from '@sagashop/lab/lab-transport';
import { mortalRunner, RUNNER_POINTS, SAVES } from '@sagashop/lab/mortal-runner';
import { type Act, serviceStrokes } from '@sagashop/lab/service-strokes';
import { sharedLab } from '@sagashop/lab/shared-lab';
import { singleFile } from '@sagashop/lab/single-file';
import { soon } from '@sagashop/lab/soon';
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

/** Who has a database, and a process of their own where each has one; all of them are struck by name. */
const SERVICES = ['order', ...withCapability(MANIFESTS, 'lab').map(({ name }) => name)];
/** Without an answer of these two nobody could stop anything any more. */
const NEEDED_TO_STOP = ['order', 'user'];

/** What each fault can strike, as the sagas' definitions say; processes only where somebody starts them anew. */
export const targetsWith = ({ kills }: { kills: boolean }): Targets =>
  Object.fromEntries(
    FAULT_NAMES.map((fault) => [fault, fault === 'service_killed' && !kills ? [] : targetsOf(fault)]),
  ) as unknown as Targets;

function targetsOf(fault: FaultName) {
  if (fault === 'refuse') return byService(Object.keys(REFUSALS));
  if (fault === 'overtaken') return byService(Object.values(undoes));
  if (fault === 'batches_off')
    return [...byService(commands), { service: 'order', commands: [SAVES.command] }];
  const { at } = FAULT_KINDS[fault];
  if (at === 'service') return servicesStruckBy(fault);
  if (at === 'command') return byService(commands);
  return [{ service: 'order', commands: [...(at === 'answer' ? LOSABLE : RUNNER_POINTS)] }];
}

function servicesStruckBy(fault: FaultName) {
  const of = (services: readonly string[], command: string) =>
    services.map((service) => ({ service, commands: [command] }));
  if (fault === 'service_killed') return of(SERVICES, 'process');
  if (fault === 'service_hung')
    return of(
      SERVICES.filter((name) => !NEEDED_TO_STOP.includes(name)),
      'everything',
    );
  return of(
    SERVICES.filter((name) => MANIFESTS.find((one) => one.name === name)?.database),
    'connections',
  );
}

export type OrderLab = ReturnType<typeof openOrderLab>;

const EVERY = 500; // ms from one look at what others have begun to the next
const SOON = 100; // ms until a hit is written down

interface Parts {
  /** ms after which others take a silent runner for dead. */
  takeOver: number;
  act: Act;
  /** One connection to the order database, which no one else uses. */
  sql: Sql;
  log: Logger;
}

/**
 * The laboratory of this process, which runs the sagas: every command and every save of theirs comes by here. What is broken it
 * shares with other processes of this service, by their database. The runner is told when it is there.
 */
export function openOrderLab(
  { takeOver, act, sql, log }: Parts,
  times: Pick<LabTransportParts, 'slow' | 'late'> = {},
) {
  const keeper = randomInt(1, 2 ** 31);
  const table = labTable(sql, keeper);
  const noting = soon(SOON, () => shared.sync().catch(() => {})); // else the next look does
  const lab = openLab({
    began: () => strokes.look(),
    struck: noting,
    occasion: table.occasion,
    salt: keeper,
  });
  const shared = sharedLab(lab, table);
  const strokes = serviceStrokes(lab, SERVICES, act);
  const alone = singleFile();
  const mortal = mortalRunner(lab, takeOver + 1000, alone);
  let runner: Runner | undefined;
  const userOf = (saga: string) => (runner?.get(saga)?.state.data as { user?: string } | undefined)?.user;
  const parts = { lab, userOf, refusals: REFUSALS, undoes, alone, stillBy: strokes.stillBy, ...times };
  return {
    lab,
    shared,
    sweep: sweeper({ name: 'the laboratory', first: 0, every: EVERY, work: shared.sync, log }),
    log: mortal.log,
    leases: mortal.leases,
    transport: (transport: Transport) => mortal.transport(labTransport({ ...parts, transport })),
    runs(one: Runner): void {
      runner = one;
      mortal.lives(one);
    },
  };
}
