import { MANIFESTS } from '@sagashop/chassis/service/manifests';
import { withCapability } from '@sagashop/chassis/service/topology';
import { leaving } from '../contract.ts';

type Calls = ReturnType<typeof leaving>;

/** Who takes part when a user leaves, as the manifests say. */
const TAKE_PART = withCapability(MANIFESTS, 'leaving');

/** This call of each service that takes part in leaving by it. */
export function leavingCalls<K extends keyof Calls>(which: K): Calls[K][] {
  return TAKE_PART.flatMap(({ name, calls }) => {
    const call = leaving(name)[which];
    return calls.includes(call.name) ? [call] : [];
  });
}
