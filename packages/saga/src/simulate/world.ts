import type { SagaDefinition } from '../definition.ts';
import type { DecisionItem, NewSaga } from '../log.ts';
import type { Reply } from '../message.ts';
import type { SagaState } from '../state.ts';
import type { Random } from './random.ts';

/** What a simulation is about: the sagas as they are defined, and a model of everything around them. */
export interface World<Row> {
  readonly definitions: readonly SagaDefinition[];
  readonly participants: readonly ParticipantPlan[];
  /** By name: decides about an order's row, and says what it is then. */
  readonly decisions: Record<string, (row: Row, item: DecisionItem) => { reply: Reply; row: Row }>;
  /** What happens in one run. */
  scene(random: Random): Scene<Row>;
  /**
   * Where each participant must stand about an order in the end, by its name; `payment/allowance` is what it holds of
   * the order as an `allowance`.
   */
  expected(row: Row): Record<string, Standing | readonly string[]>;
  /** Where the things of an order that move must be in the end with each participant, by its name and theirs. */
  places(row: Row): Record<string, Record<string, string>>;
  /** How much a participant must still have of the order's resources in the end, by its name. */
  remaining(row: Row): Record<string, Record<string, number>>;
  /** How the row must be after this saga has ended so; a sentence about what is wrong, otherwise undefined. */
  objection(row: Row, saga: { definition: string; state: SagaState }): string | undefined;
}

/** One run: what there is of each participant's resources, and which orders come when. */
export interface Scene<Row> {
  readonly resources: Record<string, Record<string, number>>;
  readonly orders: readonly OrderPlan<Row>[];
}

/** An order to be placed, `at` ms after the beginning. */
export interface OrderPlan<Row> {
  readonly at: number;
  readonly row: Row;
  readonly saga: NewSaga;
  /** What somebody wants of it later. */
  readonly wishes?: readonly Wish<Row>[];
}

/** A transaction on an order's row, so many `ms` after the world began, which may start other sagas. */
export interface Wish<Row> {
  readonly at: number;
  /** For the story: `wants it cancelled`. */
  readonly says: string;
  ask(row: Row, sagas: readonly SagaState[], ms: number): Wished<Row>;
  /** What was wished for and had to wait: looked at now and then, and done when something comes of it. */
  honour(row: Row, sagas: readonly SagaState[], ms: number): Wished<Row>;
}

export interface Wished<Row> {
  row?: Row;
  sagas?: readonly NewSaga[];
}

/** A participant: what it handles, and what that does to its resources. */
export interface ParticipantPlan {
  readonly service: string;
  readonly verbs: Record<string, Verb>;
}

/** `of`: which of the things that the participant holds of an order, where there are several. */
export type Verb =
  /** Sets something aside, all or nothing. */
  | {
      does: 'hold';
      of?: string;
      needs(body: unknown): Record<string, number>;
      refusal: string;
      answer?: Record<string, unknown>;
    }
  /** Takes a hold back, also one that has not come yet; what moves and is at one of these places goes nowhere any more. */
  | { does: 'undo'; of?: string; stops?: readonly string[] }
  /** Makes what is held final. */
  | { does: 'finish'; of?: string }
  /** Gives back what is final. */
  | { does: 'return'; of?: string }
  /**
   * Gives a part of what is final back, once for each cause, but for what of it is lost; what is still held becomes final by
   * it.
   */
  | {
      does: 'part';
      cause(body: unknown): string;
      gives(body: unknown): Record<string, number>;
      loses?(body: unknown): Record<string, number>;
    }
  /** Notes where a thing of the order is now, once for each number; an older number that comes later changes nothing. */
  | {
      does: 'move';
      move(body: unknown): { thing: string; nth: number; place: string };
      /** What is held of the first of these that is held goes to the next that is free, when something comes to this place. */
      shifts?: { at: string; along: readonly string[] };
    }
  /** Writes something down, once for each kind of it. */
  | { does: 'note'; kind(body: unknown): string };

/** Where an order stands with a participant; `nothing`: nothing is held, whatever it remembers. */
export type Standing = 'nothing' | 'held' | 'finished' | 'returned';
