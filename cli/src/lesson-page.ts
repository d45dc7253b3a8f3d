import type { Lesson } from '@sagashop/lessons/lesson';
import { filled, type Language, sharedTexts, textsOf } from '@sagashop/lessons/texts-of';

const WIDTH = 100; // characters a line

/** A lesson to read in a terminal. */
export function lessonPage(lesson: Lesson, language: Language): string {
  const texts = textsOf(lesson, language);
  const shared = sharedTexts(language);
  const answers = texts.answers.map((answer, at) => `  ${'abc'[at]}) ${answer}`);
  const options = Object.values(texts.options ?? {}).map((option) => `  - ${option}`);
  const code = lesson.code.map(({ file, symbol }) => `  ${file}  ${symbol}: ${texts.code[symbol]}`);
  const parts = [
    `${filled(shared.lesson, { n: lesson.number })}. ${texts.title}`,
    ...texts.problem.map(wrapped),
    [shared.predict, wrapped(texts.question), ...answers].join('\n'),
    [`${shared.doIt}: sagashop lesson ${lesson.number} --check`, wrapped(texts.doing), ...options].join('\n'),
    ...(texts.off ? [wrapped(`${shared.switchOff}: ${texts.off}`)] : []),
    [shared.code, ...code].join('\n'),
    wrapped(`${shared.costs}: ${texts.cost} (${filled(shared.measured, lesson.cost)})`),
    [shared.patternPages, ...lesson.patterns.map((page) => `  docs/patterns/${page}.md`)].join('\n'),
  ];
  return parts.join('\n\n');
}

/** A paragraph in lines that fit into a terminal. */
export function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}
