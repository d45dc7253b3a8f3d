import type { Command, Reply } from '@sagashop/saga/message';

/** How a command reaches a participant under test. */
export type Send = (command: Command) => Promise<Reply>;
