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
}
