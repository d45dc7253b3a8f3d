/** What the web process is told by its environment. */
export interface Settings {
  host: string;
  port: number;
  /** Where the shop's API answers. */
  gateway: string;
  /** The shop's address behind a proxy; unset: whatever address the visitor used. */
  publicUrl: string | undefined;
}

/** Reads the environment. Throws one Error that names the first variable that is wrong, and what it should be. */
export function settings(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const port = Number(env['PORT']);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error('PORT: a port number from 1 to 65535');
  }
  return {
    host: env['HOST'] || '127.0.0.1',
    port,
    gateway: origin(env, 'GATEWAY_URL') ?? missing('GATEWAY_URL'),
    publicUrl: origin(env, 'SAGASHOP_PUBLIC_URL'),
  };
}

/** The environment, when it says where spans are to be sent; without that nothing is loaded for them. */
export function tracingEnvironment(env: Readonly<Record<string, string | undefined>> = process.env) {
  return env['OTEL_EXPORTER_OTLP_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ? env : undefined;
}

function origin(env: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  const text = env[name];
  if (!text) return undefined;
  if (!/^https?:\/\/[^/]+\/?$/.test(text) || !URL.canParse(text)) {
    throw new Error(`${name}: write it as http://host:port`);
  }
  return new URL(text).origin;
}

function missing(name: string): never {
  throw new Error(`${name}: where the shop's gateway answers, as http://host:port`);
}
