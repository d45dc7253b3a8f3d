/** A way to break an invariant of the audit, and to mend it again. */
export interface Case {
  service: string;
  breaks: string;
  mends: string;
  /** What must be named. */
  names: string;
}

/** Rows that are gone. */
export const moved = (service: string, table: string, where: string, names: string): Case => ({
  service,
  breaks: `create table lost as select * from ${table} where ${where}; delete from ${table} where ${where}`,
  mends: `insert into ${table} select * from lost; drop table lost`,
  names,
});
/** Rows that say something else. */
export const updated = (
  service: string,
  table: string,
  [change, back]: [string, string],
  where: string,
  names: string,
): Case => ({
  service,
  breaks: `update ${table} set ${change} where ${where}`,
  mends: `update ${table} set ${back} where ${where}`,
  names,
});

/** An event that is old, and that nobody takes. */
const untold = (service: string, type: string, body: object): Record<string, Case> => ({
  [`${service}: every event is told within a minute`]: {
    service,
    breaks: `insert into outbox (id, type, body, created_at) overriding system value
      values (987654321, '${service}.${type}', '${JSON.stringify(body)}', now() - interval '2 minutes')`,
    mends: 'delete from outbox where id = 987654321',
    names: '987654321',
  },
});

export const UNTOLD: Record<string, Case> = {
  ...untold('stock', 'availability_changed', { product: 'none' }),
  ...untold('delivery', 'moved', { order: 'none' }),
  ...untold('user', 'mail_wanted', { id: 'none', kind: 'reset_password' }),
};
