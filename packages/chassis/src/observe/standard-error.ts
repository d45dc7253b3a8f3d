import fs from 'node:fs';
import pino from 'pino';

const BUSY = new Set(['EAGAIN', 'EBUSY']);

/**
 * Standard error as a log's destination. What is left when the process ends is written then, or given up where nobody reads
 * it any more: sonic-boom 4.2 tries that for ever, in a loop that lets nothing else run, and the process would never end.
 */
export function standardError(): pino.DestinationStream {
  const bytes = pino.destination(2);
  const flush = bytes.flushSync.bind(bytes);
  bytes.flushSync = () => {
    const { writeSync } = fs;
    fs.writeSync = ((fd: number, text: string) => {
      try {
        return writeSync(fd, text);
      } catch (error) {
        if (BUSY.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
        return Buffer.byteLength(text);
      }
    }) as typeof fs.writeSync;
    try {
      flush();
    } finally {
      fs.writeSync = writeSync;
    }
  };
  return bytes;
}
