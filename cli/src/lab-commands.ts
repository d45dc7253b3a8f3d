import type { Command } from 'commander';
import type { StartWish } from './lab.ts';

type Asked = { url?: string; token?: string; json?: boolean };
type Ends = <Given extends unknown[]>(
  work: (...given: Given) => Promise<number>,
) => (...given: Given) => Promise<void>;

/** `sagashop lab`: faults made on purpose in a running shop. */
export function labCommands(program: Command, ends: Ends, elsewhere: (command: Command) => Command): void {
  const lab = program
    .command('lab')
    .summary('break something in a running shop, for minutes')
    .description('Makes faults in a running shop to learn from (`SAGASHOP_LAB=1`), and ends them.');
  elsewhere(lab.command('list', { isDefault: true }))
    .summary('what can be broken, and what is')
    .description('Says what can be broken, and what is.')
    .action(ends(async (asked: Asked) => (await import('./lab.ts')).listFaults(asked)));
  elsewhere(lab.command('start'))
    .summary('make a fault')
    .description('Makes a fault, of the kind that `sagashop lab list` names; it is over by itself.')
    .argument('<FAULT>')
    .option('--service <NAME>', 'whom it strikes; all that it can when left out')
    .option('--command <TYPE>', '`payment.hold`: only this command')
    .option('--share <S>', 'at so many of all occasions, such as 0.1')
    .option('--nth <N>', 'at this occasion alone')
    .option('--scope <SCOPE>', '`all` orders, or `mine`: those of whoever has the token', 'all')
    .option('--seconds <S>', 'for so long, 300 at most', '60')
    .option('--seed <N>', 'what its chances are drawn from')
    .action(
      ends(async (fault: string, wish: StartWish) => (await import('./lab.ts')).startFault(fault, wish)),
    );
  elsewhere(lab.command('stop'))
    .summary('stop everything')
    .description('Ends the fault with this ID, or all.')
    .argument('[ID]')
    .action(
      ends(async (id: string | undefined, asked: Asked) => (await import('./lab.ts')).stopFaults(id, asked)),
    );
}
