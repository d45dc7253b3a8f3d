import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import { dateIn } from '@sagashop/kernel/clock';
import { shipments } from '../contract.ts';
import { databaseTime } from '../store/days.ts';
import { listShipments } from '../store/shipments.ts';

/** Answers which parcels there are, with who brings them and when, and which day it is. */
export function answerShipments(sql: Sql, zone: string) {
  return answers(shipments, async ({ late, ...filter }) => {
    const today = dateIn(zone, await databaseTime(sql));
    return { items: await listShipments(sql, { ...filter, ...(late && { late: today }) }), today };
  });
}
