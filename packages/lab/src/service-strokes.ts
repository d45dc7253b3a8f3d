import type { FaultName } from './fault-kinds.ts';
import type { Lab, Struck } from './lab.ts';
import type { LabAct } from './lab-call.ts';

const EVERY = 500; // ms
/** ms for which a service answers nothing unless it is told again: it must not be left so by a laboratory that is gone. */
const STILL = 2000;

/** Has a service do something to itself; answers how much it has left unanswered since it was told something last. */
export type Act = (service: string, act: LabAct, ms?: number) => Promise<number>;

const STROKES: Partial<Record<FaultName, LabAct>> = {
  connections_cut: 'cut',
  pool_full: 'hold',
  service_killed: 'die',
};

/**
 * Faults of services as a whole, which their processes carry out themselves: each half second is an occasion, from the
 * moment they are looked for.
 */
export function serviceStrokes(lab: Lab, services: readonly string[], act: Act) {
  const still = new Map<string, Struck>();
  let timer: NodeJS.Timeout | undefined;
  const tell = (service: string, what: LabAct, ms?: number) =>
    // What is struck tells its own users; a stroke that nobody answers is one that has struck.
    act(service, what, ms).catch(() => 0);
  const goOn = (service: string, struck: Struck) => {
    if (still.get(service) !== struck) return;
    still.delete(service);
    void tell(service, 'go_on').then((held) => lab.count(struck.fault, held));
  };
  const at = (service: string, command: string) => ({ service, command, elsewhere: service !== 'order' });
  const hang = async (service: string) => {
    const known = still.get(service);
    const struck = await lab.turn('service_hung', at(service, 'everything'));
    if (!struck || struck.over.aborted) return known && goOn(service, known);
    if (known?.fault !== struck.fault) {
      still.set(service, struck);
      struck.over.addEventListener('abort', () => goOn(service, struck), { once: true });
    }
    void tell(service, 'hang', STILL).then((held) => lab.count(struck.fault, held));
  };
  const hit = async (service: string, kind: FaultName, stroke: LabAct) => {
    if (await lab.strike(kind, at(service, COMMAND_OF[stroke]))) void tell(service, stroke);
  };
  const strike = () => {
    if (lab.idle()) {
      clearInterval(timer);
      timer = undefined;
      return;
    }
    for (const service of services) {
      for (const [kind, stroke] of Object.entries(STROKES)) void hit(service, kind as FaultName, stroke);
      void hang(service);
    }
  };
  return {
    /** To be called when a fault has begun. */
    look(): void {
      timer ??= setInterval(strike, EVERY).unref();
      strike();
    },
    /** Whether a service answers nothing just now, and by which fault. */
    stillBy: (service: string): Struck | undefined => still.get(service),
  };
}

/** What of a service is struck, as its targets name it. */
const COMMAND_OF: Record<LabAct, string> = {
  ...{ cut: 'connections', hold: 'connections', die: 'process' },
  ...{ hang: 'everything', go_on: 'everything' },
};
