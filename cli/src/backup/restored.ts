import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** In a data directory that was restored: from which moment each of its databases is. */
export const RESTORED = 'restored.txt';

/** What a data directory says about the backup that it came from; empty when it came from none. */
export async function restoredNote(directory: string): Promise<string> {
  const text = await readFile(join(directory, RESTORED), 'utf8').catch(() => '');
  return text && `Restored from a backup. ${text}`;
}
