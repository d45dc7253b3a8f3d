import type { BodyOf, CommandType } from './message.ts';

/** Why a saga turned back: the refusal's code, or `timed_out`. */
export interface Reason {
  code: string;
  detail?: Record<string, unknown>;
}

/** What the author writes of a step that sends a command. */
export type Sending<D, C extends CommandType, U extends CommandType> = {
  /** What programs know the step by, in every version of its saga: lower-case words with hyphens. */
  readonly key: string;
  /** The step's name for people: unique in its saga. The log keeps it, so that other words need a new version. */
  readonly say: string;
  readonly send: C;
  /** What takes it back; every step before the pivot has one, no other step has. */
  readonly undo?: U;
  /** The undo's body; `{}` when left out. */
  readonly undoBody?: (data: D, reason: Reason) => BodyOf<U>;
  /** Keeps something of the reply in the saga's data, by returning new data. */
  readonly keep?: (data: D, reply: Record<string, unknown>) => D;
} & SendingBody<D, C>;

// A body may be left out only where nothing has to be in it. `reason` is empty while going forward.
type SendingBody<D, C extends CommandType> =
  Record<never, never> extends BodyOf<C>
    ? { readonly body?: (data: D, reason: Reason) => BodyOf<C> }
    : { readonly body: (data: D, reason: Reason) => BodyOf<C> };

/** A step that is decided inside the log's own transaction, by the decision of that name. */
export interface Deciding<D> {
  readonly key: string;
  readonly say: string;
  readonly decide: string;
  /** From this decision's commit on the saga only goes forward. */
  readonly pivot?: true;
  readonly keep?: (data: D, reply: Record<string, unknown>) => D;
}

/** A command step whose types were checked by `step`. */
export interface CommandStep<D = unknown> {
  readonly key: string;
  readonly say: string;
  readonly send: CommandType;
  readonly body: (data: D, reason: Reason) => unknown;
  readonly undo: CommandType | undefined;
  readonly undoBody: (data: D, reason: Reason) => unknown;
  readonly keep: ((data: D, reply: Record<string, unknown>) => D) | undefined;
}

export type Step<D = unknown> = CommandStep<D> | Deciding<D>;

/** Makes a command step; its bodies are checked against the schemas of their commands. */
export type StepMaker<D> = <C extends CommandType, U extends CommandType = CommandType>(
  sending: Sending<D, C, U>,
) => CommandStep<D>;

/** A saga as its author writes it. A stage is one step, or several that are under way together. */
export interface WrittenSaga<D> {
  /** Lower-case words with hyphens; with the version it finds the definition of a saga in the log. */
  readonly name: string;
  readonly version: number;
  readonly stages: readonly (Step<D> | readonly Step<D>[])[];
  /** What is done, until it is done, when everything has been undone. */
  readonly refused: readonly (Step<D> | readonly Step<D>[])[];
}

/** Where a step stands in its saga. */
export interface Place {
  readonly step: Step;
  readonly list: 'stages' | 'refused';
  readonly stage: number;
  readonly beforePivot: boolean;
  readonly isPivot: boolean;
}

/** A checked saga, as `defineSaga` makes it: all that `advance` knows about one. */
export interface SagaDefinition<D = unknown> {
  readonly name: string;
  readonly version: number;
  readonly stages: readonly (readonly Step[])[];
  readonly refused: readonly (readonly Step[])[];
  /** Index of the pivot's stage. */
  readonly pivot: number;
  /** The steps before the pivot. */
  readonly undoable: readonly CommandStep[];
  /** Every step by its name. */
  readonly places: ReadonlyMap<string, Place>;
  /** Never there: it only carries the type of the saga's data. */
  readonly data?: D;
}

/** Whether a step is a decision. */
export function isDecision(step: Step): step is Deciding<unknown> {
  return 'decide' in step;
}

export const isPivot = (step: Step): boolean => isDecision(step) && step.pivot === true;

export const isCommand = (step: Step): step is CommandStep => !isDecision(step);
