import type { Command } from 'commander';

type Ends = <Given extends unknown[]>(
  work: (...given: Given) => Promise<number>,
) => (...given: Given) => Promise<void>;

/** Commands for whoever learns how the shop works, and shows it. */
export function learningCommands(program: Command, ends: Ends): void {
  program
    .command('lesson')
    .summary('twelve lessons, which check themselves')
    .description(
      'Prints the lessons, or one of them. With `--check` it is tried, in the running demo or in a simulated world, and' +
        ' says step by step what was proven. Exit code 0: all of it, 1: something does not hold, 2: could not be tried.',
    )
    .argument('[N]', 'its number or its name; all of them when left out')
    .option('--check', 'try it')
    .option('--language <L>', '`en`, the usual, or `ru`')
    .action(
      ends(async (wanted: string | undefined, options: { check?: boolean; language?: string }) =>
        (await import('./lesson.ts')).lesson(wanted, options),
      ),
    );
  groupOf(program, 'demo', 'what is shown to others')
    .command('reset')
    .summary('a demo as at its first start')
    .description(
      'Takes everything away that is in a stopped demo, and fills it as at its first start, with the same sign-ins. Refuses a' +
        ' shop that runs, that was not begun as a demo, or of which that cannot be known.',
    )
    .option('--yes', 'do not ask')
    .action(ends(async (options: { yes?: boolean }) => (await import('./demo-reset.ts')).demoReset(options)));
  groupOf(program, 'lab', 'break something, and watch it heal')
    .command('scratch')
    .summary('a shop of its own to break, gone when it is stopped')
    .description(
      'Opens a demo with the laboratory on, in a temporary folder and on a free port, until it is told to stop; then the folder' +
        ' is removed.',
    )
    .option('--split', 'a process for each service')
    .action(
      ends(async (options: { split?: boolean }) => (await import('./lab-scratch.ts')).labScratch(options)),
    );
}

/** A command whose commands stand in several files: whoever comes first makes it. */
function groupOf(program: Command, name: string, summary: string): Command {
  const known = program.commands.find((one) => one.name() === name);
  return (
    known ??
    program
      .command(name)
      .summary(summary)
      .description(`${summary[0]!.toUpperCase()}${summary.slice(1)}.`)
  );
}
