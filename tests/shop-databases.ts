import { testDatabase } from '@sagashop/chassis/testing';
import { DATABASES, migrationsFolder } from '../cli/src/services.ts';

/** The URLs of new databases with their services' tables, by the names of the services; dropped when the test file ends. */
export async function shopDatabases(names: readonly string[] = DATABASES): Promise<Record<string, string>> {
  const made = names.map(async (name) => [name, await testDatabase(name, migrationsFolder(name))] as const);
  return Object.fromEntries(await Promise.all(made));
}
