import type { Fault as Simulated } from '@sagashop/saga/simulate/weather';

/** A kind of fault that can be made in a running shop. */
export interface FaultKind {
  /** What happens, in a sentence. */
  says: string;
  /** What takes it: one command, an answer to a customer, the runner of sagas, or a service as a whole. */
  at: 'command' | 'answer' | 'runner' | 'service';
  /** It strikes once, unless a share is wished: what dies each time would never come to an end. */
  once?: true;
  /** What the simulation calls the same, where it has it. */
  simulated: readonly Simulated[];
}

/** Every kind of fault of the laboratory by its name, in the order in which they are shown. */
export const FAULT_KINDS = {
  refuse: {
    says: 'a participant refuses, although it could do it',
    at: 'command',
    simulated: [],
  },
  fail: {
    says: 'a participant answers with faults',
    at: 'command',
    simulated: ['a participant answers with faults'],
  },
  slow: { says: 'a message is slow', at: 'command', simulated: ['a message is slow'] },
  silent: {
    says: 'a participant does nothing and says nothing',
    at: 'command',
    simulated: ['a participant dies before it has written'],
  },
  command_lost: {
    says: 'a command is lost',
    at: 'command',
    simulated: ['a command is lost', 'a connection to a participant breaks'],
  },
  reply_lost: {
    says: 'a reply is lost, after what it tells of was done',
    at: 'command',
    simulated: ['a reply is lost', 'a participant dies after it has written'],
  },
  twice: { says: 'a message comes twice', at: 'command', simulated: ['a message comes twice'] },
  late_copy: { says: 'a copy comes very late', at: 'command', simulated: ['a copy comes very late'] },
  overtaken: {
    says: 'an undo comes before what it undoes',
    at: 'command',
    simulated: ['a message is slow'],
  },
  answer_lost: {
    says: 'the answer to a customer is lost, after what it tells of was done',
    at: 'answer',
    simulated: [],
  },
  runner_dies: {
    says: 'a runner dies, and all that it had in memory with it',
    at: 'runner',
    once: true,
    simulated: [
      'a runner dies before it sends',
      'a runner dies before it writes',
      'a runner dies after it has written',
    ],
  },
  runner_freezes: {
    says: 'a runner freezes until others take it for dead',
    at: 'runner',
    once: true,
    simulated: [
      'a runner freezes before it sends',
      'a runner freezes before it writes',
      'a runner freezes after it has written',
    ],
  },
  service_hung: {
    says: 'a service answers nothing',
    at: 'service',
    simulated: ['a participant dies before it has written'],
  },
  service_killed: {
    says: 'the process of a service is killed, and started anew',
    at: 'service',
    once: true,
    simulated: ['a participant dies before it has written', 'a participant dies after it has written'],
  },
  connections_cut: {
    says: 'connections to the database are cut',
    at: 'service',
    simulated: ['a write does not reach the database', 'the answer to a write is lost'],
  },
  pool_full: { says: 'all connections to the database are busy', at: 'service', simulated: [] },
  batches_off: {
    says: 'nothing is done in batches: each command and each save has a transaction of its own',
    at: 'service',
    simulated: [],
  },
} as const satisfies Record<string, FaultKind>;

export type FaultName = keyof typeof FAULT_KINDS;

export const FAULT_NAMES = Object.keys(FAULT_KINDS) as FaultName[];

/** Whether it strikes everybody's orders, whoever wishes for it: such a fault has no scope of one's own. */
export const isWide = (fault: FaultName) => ['runner', 'service'].includes(FAULT_KINDS[fault].at);

/** Whether it strikes once, unless it is wished otherwise. */
export const isOnce = (fault: FaultName) => 'once' in FAULT_KINDS[fault];
