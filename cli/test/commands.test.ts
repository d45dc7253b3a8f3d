import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { commandLine } from '../src/commands.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Parses a command line without running what it names: the message of the refusal, or ''. */
async function refusal(...args: string[]): Promise<string> {
  const program = commandLine();
  let said = '';
  for (const command of program.commands) command.action(() => {});
  for (const command of [program, ...program.commands])
    command.configureOutput({ writeErr: (text) => void (said += text) });
  await program.parseAsync(args, { from: 'user' }).catch((error: { code: string }) => {
    assert.match(error.code, /^commander\./);
  });
  return said;
}

test('an option that a command does not have is refused with the nearest that it has', async () => {
  assert.match(await refusal('up', '--splt'), /unknown option '--splt'\n\(Did you mean --split\?\)/);
  assert.match(await refusal('load', '--order', '3'), /Did you mean --orders\?/);
  assert.match(await refusal('audit', '--sinze', '15m'), /Did you mean --since\?/);
});

test('no command takes the options of another', async () => {
  for (const args of [
    ['audit', '--split'],
    ['up', '--json'],
    ['migrate', '--demo'],
    ['keys', '--keep', '3'],
  ])
    assert.match(await refusal(...args), /unknown option/, args.join(' '));
  for (const args of [
    ['audit', '--json'],
    ['up', '--no-demo'],
    ['init', '--demo'],
    ['backup', '--keep', '3'],
  ])
    assert.equal(await refusal(...args), '', args.join(' '));
});

test('a command that there is not, or a name too many, is refused', async () => {
  assert.match(await refusal('audti'), /unknown command 'audti'\n\(Did you mean audit\?\)/);
  assert.match(await refusal('audit', 'all'), /too many arguments for 'audit'/);
  assert.match(await refusal('restore'), /missing required argument 'BACKUP'/);
  assert.equal(await refusal('serve', 'payment', 'order'), '');
});

test('what is not understood ends with 2, help with 0, on a process of its own too', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' });
  const odd = run('--splt');
  assert.deepEqual([odd.status, odd.stdout], [2, '']);
  assert.match(odd.stderr, /Did you mean --split\?/);
  const help = run('load', '--help');
  assert.equal(help.status, 0);
  assert.match(help.stdout, /Usage: sagashop load \[options\]/);
  assert.match(help.stdout, /--concurrency <C>/);
});
