import type { Env } from '@sagashop/chassis/config/config';

const LAST_WORDS = 200; // ms in which an answer to whoever has asked for it gets away

/** Whether whoever has started this process starts it anew when it dies. */
export const mayBeKilled = (env: Env): boolean => env['SAGASHOP_LAB_KILLS'] === '1';

/** Kills this process as `kill -9` does, a moment from now: nothing of it is put in order. */
export function die(): void {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), LAST_WORDS);
}
