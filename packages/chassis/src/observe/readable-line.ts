const SAID = new Set([
  '@timestamp',
  'log.level',
  'message',
  'service.name',
  'error.stack_trace',
  'error.type',
  'error.message',
]);
const SAME = /^(?:ecs\.version|service\.version|event\.dataset|process\.pid)$/;

/**
 * A line of the log as a person reads it on a terminal: the time (UTC), how bad, which service, what, then the other
 * fields, and an error's stack below. What is no line of the log is given back as it is.
 */
export function readableLine(line: string): string {
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return line;
  }
  const { '@timestamp': time, 'log.level': level, message = '', 'service.name': service } = fields;
  const more = Object.entries(fields)
    .filter(([name]) => !SAID.has(name) && !SAME.test(name))
    .map(([name, value]) => `${name.replace(/^labels\./, '')}=${value}`);
  const stack = fields['error.stack_trace'] ?? fields['error.message'];
  const head = `${String(time).slice(11, 23)} ${String(level).toUpperCase().padEnd(5)} ${service}: ${message}`;
  return `${[head, ...more].join('  ')}\n${stack ? `${String(stack).replaceAll(/^/gm, '  ')}\n` : ''}`;
}
