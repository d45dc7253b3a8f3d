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
