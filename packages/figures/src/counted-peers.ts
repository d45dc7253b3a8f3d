import {
  type Counter,
  counter,
  type Family,
  type Histogram,
  histogram,
  SECONDS,
} from '@sagashop/chassis/observe/instruments';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Peers } from '@sagashop/chassis/service/calls';
import { Problem } from '@sagashop/kernel/problem';

interface PeerMetrics {
  requests: Family<Counter>;
  times: Family<Histogram>;
}

const known = new WeakMap<Metrics, PeerMetrics>();

/** What a service of this process asks the others, as it sees it itself. */
function peerMetrics(metrics: Metrics): PeerMetrics {
  const found = known.get(metrics);
  if (found) return found;
  const made = {
    requests: counter(metrics.registry, {
      name: 'sagashop_peer_requests_total',
      help: 'Calls and commands that a service has sent another, and events that it has published',
      labels: ['service', 'to', 'outcome'],
    }),
    times: histogram(metrics.registry, {
      name: 'sagashop_peer_request_duration_seconds',
      help: 'Time until another service has answered, as its caller sees it',
      labels: ['service', 'to'],
      buckets: SECONDS,
    }),
  };
  known.set(metrics, made);
  return made;
}

/** What an event is published to: nobody in particular. */
export const EVERYBODY = 'subscribers';

/**
 * The peers of the service `name`, with each thing that it asks them counted and timed. A refusal is an answer; what was
 * not answered, or broke, has failed.
 */
export function countedPeers(peers: Peers, name: string, metrics: Metrics): Peers {
  const { requests, times } = peerMetrics(metrics);
  const series = new Map<string, { answered: Counter; failed: Counter; times: Histogram }>();
  const seriesTo = (to: string) => {
    let found = series.get(to);
    if (!found) {
      const [answered, failed] = [requests(name, to, 'answered'), requests(name, to, 'failed')];
      series.set(to, (found = { answered, failed, times: times(name, to) }));
    }
    return found;
  };
  const count = async <T>(to: string, given: Promise<T>): Promise<T> => {
    const since = performance.now();
    const own = seriesTo(to);
    let outcome = own.failed;
    try {
      const answer = await given;
      outcome = own.answered;
      return answer;
    } catch (error) {
      if (isRefusal(error)) outcome = own.answered;
      throw error;
    } finally {
      outcome.inc();
      own.times.observe((performance.now() - since) / 1000);
    }
  };
  return {
    send: (service, command) => count(service, peers.send(service, command)),
    ask: (call, question, trace) => count(call.service, peers.ask(call, question, trace)),
    publish: (type, bodies) => count(EVERYBODY, peers.publish(type, bodies)),
  };
}

/** Whether what was thrown is an expected no, and not something that broke. */
export const isRefusal = (error: unknown): boolean => error instanceof Problem && error.status < 500;
