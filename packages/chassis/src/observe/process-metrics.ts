import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Registry } from 'prom-client';
import { collect } from './instruments.ts';

const RESOLUTION = 20; // ms between two looks at the event loop: 50 wake-ups a second, at rest too
const NS = 1e9;

/**
 * What the process itself uses, under the names that dashboards for Node and Prometheus know. Chosen, not all
 * of prom-client's: those keep a list of every garbage collection and walk all handles at each reading.
 */
export function processMetrics(registry: Registry): void {
  const started = Math.round(performance.timeOrigin / 1000);
  const give = (name: string, help: string, read: () => number, type: 'gauge' | 'counter' = 'gauge') =>
    collect(registry, { name, help, type }, read);
  give('process_start_time_seconds', 'When the process started, in seconds since 1970', () => started);
  give('process_cpu_seconds_total', 'Processor time used', () => cpuSeconds(), 'counter');
  give('process_resident_memory_bytes', 'Memory held', () => process.memoryUsage.rss());
  give('nodejs_heap_size_used_bytes', 'JavaScript heap used', () => process.memoryUsage().heapUsed);
  give('nodejs_external_memory_bytes', 'Memory outside the JavaScript heap', () => {
    return process.memoryUsage().external;
  });
  eventLoop(registry);
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** How late the event loop comes to its timers, since the last reading, and the share of time that it works. */
function eventLoop(registry: Registry): void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
  delay.enable();
  collect(
    registry,
    {
      name: 'sagashop_event_loop_delay_seconds',
      help: 'How late the event loop came to a timer since the last reading of this page',
      labels: ['quantile'],
    },
    () => {
      const late = (ns: number) => Math.max(0, (Number.isFinite(ns) ? ns : 0) / NS - RESOLUTION / 1000);
      const read = {
        '0.5': late(delay.percentile(50)),
        '0.99': late(delay.percentile(99)),
        '1': late(delay.max),
      };
      delay.reset();
      return read;
    },
  );
  let last = performance.eventLoopUtilization();
  collect(
    registry,
    {
      name: 'sagashop_event_loop_busy_ratio',
      help: 'Share of the time since the last reading in which the event loop worked, 0 to 1',
    },
    () => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, last);
      last = now;
      return utilization;
    },
  );
}
