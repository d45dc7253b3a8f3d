import type { Saga } from '../shop/api-types';

export type OneSaga = Saga['sagas'][number];
export type Drawing = NonNullable<OneSaga['drawing']>;
export type DrawnStep = Drawing['stages'][number][number];
export type Line = Saga['steps'][number];
export type SagaHit = NonNullable<Saga['faults']>[number];
export type StepState = NonNullable<DrawnStep['state']>;

/** The lines of one step: how it was done, and how it was taken back. */
export interface Lines {
  does: Line | undefined;
  undoes: Line | undefined;
}
