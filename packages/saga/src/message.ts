import { type Static, type TSchema, Type } from 'typebox';

/** A kind of command that a participant handles, declared once in the participant's contract. */
export interface CommandType<S extends TSchema = TSchema> {
  readonly service: string;
  /** `service.verb`, e.g. `payment.hold`. A new meaning is a new type. */
  readonly type: string;
  readonly version: number;
  readonly body: S;
}

/** Declares a command type; `type` is `service.verb`. Fields may later be added to the body, never changed. */
export function commandType<S extends TSchema>(
  type: `${string}.${string}`,
  body: S,
  version = 1,
): CommandType<S> {
  return { service: type.slice(0, type.indexOf('.')), type, version, body };
}

export type BodyOf<C extends CommandType> = Static<C['body']>;

/** The envelope. Its natural key is (order, type): a participant answers a repeated one as it did the first. */
export interface Command<B = unknown> {
  id: string;
  type: string;
  version: number;
  saga: string;
  order: string;
  /** ISO time after which a `do` is refused as `expired`; null for what must be done whenever it arrives. */
  expiresAt: string | null;
  trace: string | null;
  body: B;
}

/**
 * What a participant answers. A refusal is an expected answer of the business; a fault says that this
 * command broke the participant. No answer at all is a rejected promise, never one of these.
 */
export type Reply =
  | { kind: 'done'; body?: Record<string, unknown> }
  | { kind: 'refused'; code: string; detail?: Record<string, unknown> }
  | { kind: 'fault'; message: string };

const Nothing = Type.Null();
const SHAPES = new Map<unknown, TSchema>([
  ['done', Type.Object({ body: Type.Optional(Type.Object({})) })],
  ['refused', Type.Object({ code: Type.String(), detail: Type.Optional(Type.Object({})) })],
  ['fault', Type.Object({ message: Type.String() })],
]);

/** The schema that what came as a reply must fit, by its kind; without a known kind it must be null: none came. */
export const replyShape = (reply: Reply | null): TSchema => SHAPES.get(reply?.kind) ?? Nothing;

export const done = (body?: Record<string, unknown>): Reply =>
  body ? { kind: 'done', body } : { kind: 'done' };

export const refused = (code: string, detail?: Record<string, unknown>): Reply =>
  detail ? { kind: 'refused', code, detail } : { kind: 'refused', code };

export const fault = (message: string): Reply => ({ kind: 'fault', message });

/** A command as it would be sent for an order, to ask what it would come to: no saga waits for it. */
export const unsent = (order: string, type: string, body: object): Command => ({
  ...{ id: order, type, version: 1, saga: order, order },
  ...{ expiresAt: null, trace: null, body },
});

/** Carries a command to its participant and brings the reply; rejects when there was no answer. */
export interface Transport {
  send(service: string, command: Command): Promise<Reply>;
}
