import { copyFile, open, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';

const LIMIT = 1_000_000; // bytes
const EVERY = 10_000; // ms
/** What PostgreSQL says below an error: the values of a row, the statement. Each goes on in lines that begin with a tab. */
const BELOW = /^[^\t\n][^\n]*? (?:DETAIL|HINT|QUERY|CONTEXT|STATEMENT|BACKTRACE): {2}.*\n(?:\t.*\n)*/gm;

/**
 * Makes the log of a server that is about to start, and the one moved aside before, at most 1 MB long, and takes out
 * what earlier releases let PostgreSQL write about rows: e-mail addresses stood there. Each file is replaced whole.
 */
export async function tidyLog(log: string): Promise<void> {
  if ((await sizeOf(log)) > LIMIT) await rename(log, `${log}.1`);
  for (const file of [log, `${log}.1`]) {
    const text = await lastOf(file);
    if (text === undefined) continue;
    const clean = text.replace(BELOW, '');
    if (clean === text && (await sizeOf(file)) <= LIMIT) continue;
    await writeFile(`${file}.new`, clean, { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
}

/**
 * Moves what a running server has written aside, over what was moved before, whenever it is more than 1 MB, so that
 * two such files are all that there ever is. Returns a function that ends it. The server appends to the file that it
 * has open, so that file is emptied; a line that comes just then is lost.
 */
export function keepLogSmall(log: string, limit = LIMIT, every = EVERY): () => void {
  let busy = false;
  const look = async () => {
    if (busy) return;
    busy = true;
    try {
      if ((await sizeOf(log)) <= limit) return;
      await copyFile(log, `${log}.new`);
      await truncate(log, 0);
      await rename(`${log}.new`, `${log}.1`);
    } catch {
      await rm(`${log}.new`, { force: true }); // a full disk: there may be room next time
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(look, every).unref();
  return () => clearInterval(timer);
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

/** The last of a file, whole lines, at most 1 MB; undefined when there is none. */
async function lastOf(file: string): Promise<string | undefined> {
  const size = await sizeOf(file);
  if (size === 0) return undefined;
  const handle = await open(file);
  try {
    const from = Math.max(0, size - LIMIT);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
    const text = buffer.subarray(0, bytesRead).toString();
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    await handle.close();
  }
}
