import type { WorldWish } from '@sagashop/shop-world/wish';
import { linkTo } from '@sagashop/shop-world/wish-text';
import { filled, type Language, sharedTexts } from './texts-of.ts';

/** A link to a simulated world, where it is gone through step by step. */
export interface WorldLink {
  readonly to: string;
  readonly text: string;
}

/** Links to the worlds that an experiment is about, each with what is planted in it and when somebody cancels. */
export const worldLinks = (wishes: readonly WorldWish[], language: Language): WorldLink[] =>
  wishes.map((wish) => ({
    to: `/learn/world?${linkTo({ wish, place: 0 })}`,
    text: worldText(wish, language),
  }));

function worldText(
  { seed, mistakes: [mistake] = [], acts: [act] = [] }: WorldWish,
  language: Language,
): string {
  const { stepThrough, stepPlanted, stepCancelled } = sharedTexts(language);
  if (mistake !== undefined) return filled(stepPlanted, { seed, mistake });
  if (act) return filled(stepCancelled, { seed, happened: act.happened });
  return filled(stepThrough, { seed });
}
