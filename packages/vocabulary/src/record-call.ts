import { call } from '@sagashop/chassis/service/calls';
import { type TSchema, Type } from 'typebox';

/** Declares what a service says of a few orders now, in the shape of its facts for the audit: for whoever looks at one of them. */
export function recordCall<F extends TSchema>(service: string, fact: F) {
  const question = Type.Object({ orders: Type.Array(Type.String(), { maxItems: 500 }) });
  return call(service, 'record', question, Type.Object({ facts: Type.Array(fact) }), { patience: 1000 });
}
