import type { WorldWish } from '@sagashop/shop-world/wish';
import type { Experiment, Lesson, Proof, Told } from './lesson.ts';
import type { Place } from './place.ts';

/** What came of an experiment. */
export interface Played {
  readonly seen: readonly Told[];
  readonly proofs: readonly Proof[];
  /** Simulated worlds to step through. */
  readonly worlds: readonly WorldWish[];
  /** The order that it was about, where there is one to look at. */
  readonly order?: string;
}

/** The same of a lesson, and which answer of its question was right, counted from 0. */
export interface PlayedLesson extends Played {
  readonly right: number;
}

/** Does what a lesson is about. Throws a Hindrance when it cannot be done here. */
export async function playLesson(lesson: Lesson, place: Place, choice: string): Promise<PlayedLesson> {
  const found = await lesson.on.run(place, chosen(lesson, choice));
  return { ...judged(lesson.on, found), right: lesson.right(found) };
}

/** The same with the lesson's switch off. Throws where it has none, and a Hindrance as the other. */
export async function playWithout(lesson: Lesson, place: Place, choice: string): Promise<Played> {
  const { off } = lesson;
  if (!off) throw new Error(`lesson ${lesson.number} has nothing to switch off`);
  return judged(off, await off.run(place, chosen(lesson, choice)));
}

function judged<Found>(experiment: Experiment<Found>, found: Found): Played {
  const proofs = Object.entries(experiment.checks).map(([key, check]) => {
    const { ok, values = {} } = check(found);
    return { key, ok, values };
  });
  const order = (found as { order?: unknown }).order;
  const worlds = experiment.worlds?.(found) ?? [];
  return { seen: experiment.see(found), proofs, worlds, ...(typeof order === 'string' && { order }) };
}

const chosen = ({ options }: Lesson, choice: string) =>
  options.includes(choice) ? choice : (options[0] ?? '');
