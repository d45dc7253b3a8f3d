import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import type { Language } from '../domain/order.ts';

/** What it takes to read parcels. */
export interface Reading {
  sql: Sql;
  peers: Pick<Peers, 'ask'>;
  /** Whoever reads it has goods called by their names in this language; else as they were ordered. */
  language?: Language;
}
