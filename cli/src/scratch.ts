import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from '@sagashop/lessons/place';
import { findDatabases } from './backup/where.ts';
import { readCliConfig } from './config.ts';
import { changeBooking } from './postgres/change-booking.ts';

const MARK = 'scratch';

/** Says of a new data directory that its shop is there to be broken alone. */
export const markScratch = (directory: string): Promise<void> => writeFile(join(directory, MARK), '');

/** Whether the shop in a data directory is there to be broken alone. */
export const isScratch = (directory: string): boolean => existsSync(join(directory, MARK));

/** Changes the booking of an order in delivery's database, past the service: for a scratch shop that runs. */
export const byHand: NonNullable<Place['byHand']> = async (order, state) => {
  const { urls, close } = await findDatabases(readCliConfig(), () => {});
  try {
    await changeBooking(urls['delivery']!, order, state);
  } finally {
    await close();
  }
};
