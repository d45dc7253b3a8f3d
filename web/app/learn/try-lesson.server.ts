import type { Lesson, Told } from '@sagashop/lessons/lesson';
import { Hindrance, type Place } from '@sagashop/lessons/place';
import { type Played, playLesson, playWithout } from '@sagashop/lessons/play-lesson';
import { filled, type Language, sharedTexts, textsOf } from '@sagashop/lessons/texts-of';
import { type WorldLink, worldLinks } from '@sagashop/lessons/world-links';

/** What came of trying a lesson, in its reader's words. */
export interface Tried {
  act: 'try' | 'without';
  choice: string;
  /** Which answer was expected, counted from 0. */
  guess: number | undefined;
  /** Why it could not be tried. */
  problem?: string;
  seen: string[];
  proofs: { ok: boolean; text: string }[];
  /** Simulated worlds to step through. */
  worlds: WorldLink[];
  right?: number;
  order?: string;
}

const busy = new Set<string>(); // sessions whose lesson is under way

interface Wish {
  lesson: Lesson;
  language: Language;
  form: FormData;
}

/** Tries a lesson as the form wishes, one at a time for each visitor. */
export async function tryLesson(place: Place, wish: Wish): Promise<Tried> {
  const { lesson, language, form } = wish;
  const shared = sharedTexts(language);
  const guess = ['0', '1', '2'].indexOf(String(form.get('guess')));
  const choice = String(form.get('choice') ?? '');
  const act = form.get('act') === 'without' && lesson.off ? 'without' : 'try';
  const tried: Tried = {
    act,
    choice,
    guess: guess < 0 ? undefined : guess,
    seen: [],
    proofs: [],
    worlds: [],
  };
  if (busy.has(place.token)) return { ...tried, problem: shared.busy };
  busy.add(place.token);
  try {
    const played = await (act === 'try' ? playLesson : playWithout)(lesson, place, choice);
    return { ...tried, ...told(played, lesson, language) };
  } catch (error) {
    if (!(error instanceof Hindrance)) throw error;
    return { ...tried, problem: shared.hindrances[error.key] ?? error.message };
  } finally {
    busy.delete(place.token);
  }
}

function told({ seen, proofs, worlds, ...more }: Played, lesson: Lesson, language: Language) {
  const { says } = textsOf(lesson, language);
  const text = ({ key, values }: Told) => filled(says[key] ?? key, values);
  return {
    ...more,
    seen: seen.map(text),
    proofs: proofs.map((one) => ({ ok: one.ok, text: text(one) })),
    worlds: worldLinks(worlds, language),
  };
}
