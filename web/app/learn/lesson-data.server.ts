import type { Lesson } from '@sagashop/lessons/lesson';
import { LESSONS } from '@sagashop/lessons/lessons';
import { filled, type Language, sharedTexts, textsOf } from '@sagashop/lessons/texts-of';
import { patternTitle } from './pattern-pages.server';
import { shownCode } from './shown-code.server';

/** What a lesson's page shows, in its reader's language. */
export async function lessonData(lesson: Lesson, language: Language) {
  const { number, name, where, options } = lesson;
  const { code, says: _, options: optionTexts = {}, ...texts } = textsOf(lesson, language);
  const shared = sharedTexts(language);
  const at = LESSONS.indexOf(lesson);
  const beside = (other: Lesson | undefined) =>
    other && { to: `/learn/${other.name}`, title: textsOf(other, language).title };
  return {
    ...{ number, name, where, texts, shared, hasOff: lesson.off !== undefined },
    optionsFor: lesson.optionsFor ?? 'on',
    needsOwner: lesson.needs === 'owner',
    heading: filled(shared.lesson, { n: number }),
    options: options.map((key) => ({ key, text: optionTexts[key]! })),
    code: await Promise.all(
      lesson.code.map(async (link) => ({ ...link, about: code[link.symbol]!, shown: await shownCode(link) })),
    ),
    measured: filled(shared.measured, lesson.cost),
    patterns: lesson.patterns.map((page) => ({ to: `/learn/patterns/${page}`, title: patternTitle(page) })),
    before: beside(LESSONS[at - 1]),
    next: beside(LESSONS[at + 1]),
  };
}

export type LessonData = Awaited<ReturnType<typeof lessonData>>;
