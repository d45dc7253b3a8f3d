import type { advance } from '../advance.ts';
import type { SagaLog, SagaRow } from '../log.ts';
import type { Transport } from '../message.ts';
import { createRunner, type Runner, type Settings } from '../run.ts';
import { type Connection, connect } from './connection.ts';
import type { Database } from './database.ts';
import { type Host, host } from './host.ts';
import { count, type Stage } from './stage.ts';
import { die } from './strikes.ts';

/** A process with a runner in it. */
export interface RunnerHost<Row> {
  readonly host: Host;
  readonly runner: Runner;
  readonly connection: Connection<Row>;
  /** A row that this process has written is to be run here. */
  begin(row: SagaRow | undefined): void;
  /** Stops as on SIGTERM, and is started again after a while. */
  stop(): void;
}

/** The parts of a runner, so that a test can spoil one. */
export interface RunnerParts<Row> {
  advance?: typeof advance;
  log(log: SagaLog, db: Database<Row>): SagaLog;
  transport(transport: Transport): Transport;
}

/** As in the shop, but faster: what it waits for is simulated, and the proportions are the same. */
const SETTINGS: Partial<Settings> = {
  faults: 3,
  attemptTimeout: 600,
  backOff: 30,
  maxBackOff: 1_000,
  maxBackOffBeforePivot: 500,
  expiry: 3_000,
  sweep: 100,
  lazySave: 200,
  claimSize: 2,
  stop: 500,
};
const TAKE_OVER = 2_000;

/** A process that makes a runner each time it starts. */
export function runnerHost<Row>(
  stage: Stage,
  name: string,
  db: Database<Row>,
  network: (own: Host) => Transport,
  parts: RunnerParts<Row>,
): RunnerHost<Row> {
  const ahead = stage.clocksAgree ? 0 : Math.round(stage.random.between(-5_000, 5_000));
  let runner!: Runner;
  let connection!: Connection<Row>;
  const boot = () => {
    stage.tell?.(name, 'starts');
    connection = connect(stage, db, own, TAKE_OVER);
    runner = createRunner({
      definitions: db.world.definitions,
      log: parts.log(connection.log, db),
      leases: connection.leases,
      transport: parts.transport(network(own)),
      settings: SETTINGS,
      clock: own.clock(ahead),
      random: stage.random.next,
      observe: {
        lost: (saga) => {
          count(stage, 'a runner learns that its saga is not its own any more');
          stage.tell?.(name, `learns that ${saga.id} is not its own any more`);
        },
        lapsed: () => stage.tell?.(name, 'has been silent for too long, and drops its sagas'),
        parked: (saga, step) => stage.tell?.(name, `parks '${step}' of ${saga.id}`),
      },
      ...(parts.advance ? { advance: parts.advance } : {}),
    });
    runner.resume();
  };
  const own = host(name, stage, boot, () => connection.close());
  own.start();
  return {
    host: own,
    get runner() {
      return runner;
    },
    get connection() {
      return connection;
    },
    begin(row) {
      if (row) runner.start(row);
    },
    stop() {
      if (!own.up || own.frozen) return;
      stage.tell?.(name, 'is stopped');
      const { life } = own;
      runner.stop().then(() => own.within(life, () => die(stage, own, 'as it was told to')));
    },
  };
}
