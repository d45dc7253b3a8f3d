import type { Sql } from '@sagashop/chassis/postgres/sql';
import { secretKey as keyBy } from '@sagashop/link-tokens/secret-key';
import { secretOf } from '../store/secrets.ts';

/** The service's secret of a name as a key. */
export const secretKey = (sql: Sql, name: string) => keyBy((fresh) => secretOf(sql, name, fresh));
