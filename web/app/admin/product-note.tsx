import { Notice } from '../parts/notice';
import type { Texts } from '../words/words';
import { useWords } from '../words/words';

/** What was done to a product on the page before, by what the action noted. */
const NOTES: Readonly<Record<string, { kind: 'done' | 'wrong'; text: keyof Texts }>> = {
  'goods-saved': { kind: 'done', text: 'admin.saved' },
  'goods-made': { kind: 'done', text: 'admin.products.made' },
  'picture-added': { kind: 'done', text: 'admin.pictures.added' },
  'picture-saved': { kind: 'done', text: 'admin.saved' },
  'picture-removed': { kind: 'done', text: 'admin.pictures.removed' },
  'picture-none': { kind: 'wrong', text: 'admin.pictures.choose' },
  'picture-large': { kind: 'wrong', text: 'admin.pictures.large' },
  'picture-wrong': { kind: 'wrong', text: 'admin.pictures.wrong' },
  'picture-pixels': { kind: 'wrong', text: 'admin.pictures.pixels' },
  'picture-cut': { kind: 'wrong', text: 'admin.pictures.cut' },
  'picture-many': { kind: 'wrong', text: 'admin.pictures.many' },
  'picture-alt': { kind: 'wrong', text: 'admin.pictures.both' },
  'picture-busy': { kind: 'wrong', text: 'error.unavailable' },
  'price-planned': { kind: 'done', text: 'admin.prices.done' },
  'price-dropped': { kind: 'done', text: 'admin.prices.dropped' },
  'price-wrong': { kind: 'wrong', text: 'admin.prices.wrong' },
  'price-past': { kind: 'wrong', text: 'admin.prices.past' },
};

export function ProductNote({ done, of }: { done: string; of: unknown }) {
  const { say } = useWords();
  const note = Object.hasOwn(NOTES, done) ? NOTES[done] : undefined;
  return (
    note && (
      <Notice kind={note.kind} of={of}>
        {say(note.text)}
      </Notice>
    )
  );
}
