import { CommanderError } from 'commander';
import { commandLine } from './commands.ts';

const MISUSED = 2; // the exit code for what is not understood; nothing was done
const COULD_NOT_CHECK = new Set(['audit', 'lesson']); // 1 says that something is wrong
const HELP = new Set(['-h', '--help']);

/** Runs one command of the command line; without a name, `up`. */
async function main(args: readonly string[]): Promise<void> {
  const [first = ''] = args;
  const named = first !== '' && (!first.startsWith('-') || HELP.has(first));
  await commandLine().parseAsync(named ? args : ['up', ...args], { from: 'user' });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : MISUSED;
  } else {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = COULD_NOT_CHECK.has(process.argv[2] ?? '') ? 2 : 1;
  }
}
// Whatever is still open by now is of no use to anyone.
process.exit();
