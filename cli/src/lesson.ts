import type { Lesson } from '@sagashop/lessons/lesson';
import { findLesson, LESSONS } from '@sagashop/lessons/lessons';
import { Hindrance, type Place } from '@sagashop/lessons/place';
import { type Played, playLesson, playWithout } from '@sagashop/lessons/play-lesson';
import { filled, type Language, sharedTexts, textsOf } from '@sagashop/lessons/texts-of';
import { worldLinks } from '@sagashop/lessons/world-links';
import { learningPlace } from './learning-place.ts';
import { lessonPage, wrapped } from './lesson-page.ts';

const CODES = { proven: 0, notProven: 1, notTried: 2 };
const write = (text: string) => void process.stdout.write(`${text}\n`);

/**
 * `sagashop lesson [N] [--check]`: prints all lessons, or one; with `check` tries it, or all of them, in the running
 * shop or in a simulated world, and says what was proven. Resolves to the exit code: 0 all is proven, 1 something does
 * not hold, 2 it could not be tried. Throws when there is no such lesson.
 */
export async function lesson(
  wanted: string | undefined,
  { check, language = 'en' }: { check?: boolean; language?: string },
): Promise<number> {
  if (language !== 'en' && language !== 'ru') throw new Error('Lessons are there in en and ru.');
  const found = wanted === undefined ? LESSONS : [findLesson(wanted)].filter((one) => one !== undefined);
  if (found.length === 0) throw new Error(`There is no lesson '${wanted}'. sagashop lesson lists them all.`);
  if (check) return checkAll(found, language);
  if (wanted === undefined) listAll(language);
  else write(lessonPage(found[0]!, language));
  return CODES.proven;
}

function listAll(language: Language): void {
  const { lead, inShop, inWorld } = sharedTexts(language);
  write(`${wrapped(lead)}\n`);
  for (const one of LESSONS) {
    const where = one.where === 'shop' ? inShop : inWorld;
    write(`${String(one.number).padStart(4)}  ${textsOf(one, language).title} (${where})`);
  }
}

/** One after the other, since each says what it has found in the same shop. */
async function checkAll(lessons: readonly Lesson[], language: Language): Promise<number> {
  const place = await learningPlace(lessons);
  let worst = CODES.proven;
  for (const one of lessons) {
    const { number, options } = one;
    write(`${filled(sharedTexts(language).lesson, { n: number })}. ${textsOf(one, language).title}`);
    for (const choice of options.length > 0 ? options : [''])
      worst = Math.max(worst, await checkOne(one, choice, place, language));
  }
  return worst;
}

async function checkOne(one: Lesson, choice: string, place: Place, language: Language): Promise<number> {
  const texts = textsOf(one, language);
  const shared = sharedTexts(language);
  const chosen = texts.options?.[choice];
  if (chosen) write(`  ${chosen}`);
  let proven = CODES.notTried;
  try {
    const played = await playLesson(one, place, choice);
    proven = told(played, one, language);
    write(`      ${filled(shared.answer, { answer: texts.answers[played.right]! })}`);
    if (!one.off) return proven;
    write(`  ${shared.switchOff}: ${texts.off}`);
    return Math.max(proven, told(await playWithout(one, place, choice), one, language));
  } catch (error) {
    if (!(error instanceof Hindrance)) throw error;
    write(`????  ${shared.hindrances[error.key] ?? error.message} (${error.message})`);
    // What takes a shop of its own is not missed elsewhere.
    return error.key === 'needsScratch' ? proven : CODES.notTried;
  }
}

/** What was seen, and PASS or FAIL with what was proven. */
function told({ seen, proofs, worlds }: Played, one: Lesson, language: Language): number {
  const { says } = textsOf(one, language);
  for (const { key, values } of seen) write(`      ${filled(says[key]!, values)}`);
  for (const { key, values, ok } of proofs) write(`${ok ? 'PASS' : 'FAIL'}  ${filled(says[key]!, values)}`);
  for (const { to, text } of worldLinks(worlds, language)) write(`      ${text}: ${to}`);
  return proofs.every(({ ok }) => ok) ? CODES.proven : CODES.notProven;
}
