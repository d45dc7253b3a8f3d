import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

const SAYS = `
  const { createLog } = await import('@sagashop/chassis/observe/log');
  const log = createLog({ LOG_LEVEL: 'info', SAGASHOP_LOG: 'json' }, 'tea');
  process.stdin.once('data', () => {
    log.warn('one that is on its way');
    log.warn('one that waits for it');
    process.exit(7);
  });
  process.stdout.write('ready');
`;

test('a process whose log nobody reads any more ends all the same', async (t) => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', SAYS], {
    cwd: import.meta.dirname,
  });
  t.after(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  child.stderr.destroy();
  await once(child.stderr, 'close');
  child.stdin.write('go');
  const [code] = await once(child, 'exit', { signal: AbortSignal.timeout(60_000) });
  assert.equal(code, 7);
});
