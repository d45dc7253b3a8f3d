import { type Env, readConfig } from '../config/config.ts';
import { traceTo } from './tracing.ts';
import { TracingConfig } from './tracing-config.ts';
import type { Voice } from './warn-throttled.ts';

/** Tracing as it is under way. */
export interface Tracing {
  /** Gives this process its name, for spans of no service's. */
  call(name: string): void;
  /** Sends what was recorded so far, and waits for nothing: a process that is to end may be given little time. */
  flush(): void;
  /** Sends what was recorded, for half a second at most, and records no more. */
  stop(): Promise<void>;
}

const NONE: Tracing = { call: () => {}, flush: () => {}, stop: async () => {} };

/**
 * Records spans and sends them to where OTEL_EXPORTER_OTLP_ENDPOINT says. Without an address nothing is loaded and
 * nothing is recorded. To be called before the apps of this process are made. Throws an Error that names a variable
 * that is wrong.
 */
export async function startTracing(env: Env, log: Voice): Promise<Tracing> {
  if (!env['OTEL_EXPORTER_OTLP_ENDPOINT'] && !env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']) return NONE;
  const config = readConfig(TracingConfig, env);
  if (config.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || config.OTEL_TRACES_EXPORTER === 'none')
    return NONE;
  const { exportSpans } = await import('./export-spans.ts');
  const exported = exportSpans(config, addressOf(config), log);
  traceTo(exported.record, ratioOf(config));
  return {
    call: exported.call,
    flush: exported.flush,
    stop: async () => {
      traceTo(undefined, 0);
      await exported.stop();
    },
  };
}

function addressOf(config: TracingConfig): string {
  const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own, OTEL_EXPORTER_OTLP_ENDPOINT: all = '' } = config;
  const address = own ?? `${all}${all.endsWith('/') ? '' : '/'}v1/traces`;
  if (URL.canParse(address)) return address;
  const variable = own ? 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT' : 'OTEL_EXPORTER_OTLP_ENDPOINT';
  throw new Error(`${variable}: write it as http://host:port`);
}

/** A parent from outside is not believed, so `parentbased_…` says nothing here that the other names do not. */
function ratioOf({ OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: ratio }: TracingConfig): number {
  if (sampler.endsWith('off')) return 0;
  return sampler.endsWith('traceidratio') ? ratio : 1;
}
