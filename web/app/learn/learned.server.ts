import { progressText, readProgress } from '@sagashop/lessons/progress';
import { cookieOf, keepCookie, type SetCookie } from '../shop/cookies.server';

const COOKIE = 'sagashop_learned';
const YEAR = 31_536_000; // seconds

/** Which lessons this browser's visitor has proven. */
export const learned = (request: Request): number[] => readProgress(cookieOf(request, COOKIE) ?? '') ?? [];

/** Has the browser keep which lessons were proven. */
export const keepLearned = (request: Request, proven: readonly number[]): SetCookie =>
  keepCookie(request, COOKIE, progressText(proven), YEAR);
