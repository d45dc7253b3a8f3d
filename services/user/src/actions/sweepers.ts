import { idempotencySweeper } from '@sagashop/chassis/guards/idempotency-sweep';
import { sweepAttempts } from '@sagashop/chassis/guards/throttle';
import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { sweepAll, sweeper } from '@sagashop/chassis/work/sweeper';
import { deleteOldReminders } from '../store/due-reminders.ts';
import { deleteExpiredInvitations } from '../store/invitations.ts';
import { deleteExpiredLinks } from '../store/mail-links.ts';
import { finishDepartures } from './leave.ts';
import { sweepGuests } from './sweep-guests.ts';
import { sweepSessions } from './sweep-sessions.ts';

const MINUTE = 60_000; // ms
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What the user service does by itself: it lets go of what has expired, and brings departures to their end. */
export function sweepers(parts: { sql: Sql; peers: Peers; log: Logger }) {
  const { sql, log } = parts;
  return [
    sweeper({ name: 'expired sessions', first: MINUTE, every: HOUR, work: () => sweepSessions(sql), log }),
    sweeper({
      name: 'expired invitations',
      first: MINUTE,
      every: HOUR,
      work: () => sweepAll((most) => deleteExpiredInvitations(sql, most)),
      log,
    }),
    sweeper({
      name: 'expired links',
      first: MINUTE,
      every: HOUR,
      work: () => sweepAll((most) => deleteExpiredLinks(sql, most)),
      log,
    }),
    sweeper({
      name: 'old reminders',
      first: MINUTE,
      every: HOUR,
      work: () => sweepAll((most) => deleteOldReminders(sql, most)),
      log,
    }),
    sweeper({
      name: 'guests whom nobody needs',
      first: 10 * MINUTE,
      every: DAY,
      work: () => sweepGuests(parts),
      log,
    }),
    idempotencySweeper({ sql, log }),
    sweeper({ name: 'failed attempts', every: MINUTE, work: () => sweepAttempts(sql), log }),
    sweeper({ name: 'users who leave', every: 5_000, work: () => finishDepartures(parts), log }),
  ];
}
