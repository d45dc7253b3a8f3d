import postgres from 'postgres';

export type Sql = postgres.Sql;
/** A connection to each service's database, by the service's name. */
export type Databases = Record<
  'user' | 'catalog' | 'order' | 'payment' | 'stock' | 'delivery' | 'notify',
  Sql
>;

/** Connects to one database; arrays are given as texts, as chassis/arrays writes them. */
export function openDatabase(url: string, connections = 1): Sql {
  return postgres(url, { max: connections, fetch_types: false, onnotice: () => {}, connect_timeout: 30 });
}

/** Connects to the services' databases for as long as `work` takes: nothing of ours stays in PostgreSQL's memory. */
export async function withDatabases<T>(
  urls: Readonly<Record<string, string>>,
  connections: number,
  work: (databases: Databases) => Promise<T>,
): Promise<T> {
  const opened = Object.fromEntries(
    Object.entries(urls).map(([name, url]) => [name, openDatabase(url, connections)]),
  );
  try {
    return await work(opened as Databases);
  } finally {
    await Promise.all(Object.values(opened).map((sql) => sql.end({ timeout: 5 })));
  }
}
