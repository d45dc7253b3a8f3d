import { Id } from '@sagashop/chassis/http/shapes';
import { call } from '@sagashop/chassis/service/calls';
import { type TSchema, Type } from 'typebox';

/** Declares how a service answers what a command of an order would write: decided as it will be, and not saved. */
export function foretellCall<A extends TSchema>(service: string, answer: A) {
  return call(
    service,
    'foretell',
    Type.Object({ order: Id, type: Type.String(), body: Type.Object({}) }),
    answer,
  );
}
