import { Notice } from '../parts/notice';
import { Moment } from '../words/formats';
import type { Texts } from '../words/words';
import { useWords } from '../words/words';
import { UndoForm } from './undo-form';

/** What was done to a product on the page before, by what the action noted. */
const NOTES: Readonly<Record<string, { kind: 'done' | 'wrong'; text: keyof Texts }>> = {
  'goods-saved': { kind: 'done', text: 'admin.saved' },
  'goods-undone': { kind: 'done', text: 'admin.undone' },
  'undo-not': { kind: 'wrong', text: 'admin.undoNot' },
  'undo-away': { kind: 'wrong', text: 'error.unavailable' },
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

/** What was done: by which change, or, where it could not be undone, when somebody else has changed it. */
const NOTED = /^(goods-saved|goods-undone)-([\da-f-]{36})$/;
const NEWER = /^undo-newer-(\d{1,15})$/;

export function ProductNote({ id, done, of }: { id: string; done: string; of: unknown }) {
  const { say } = useWords();
  const [, act = done, change] = NOTED.exec(done) ?? [];
  const [, since] = NEWER.exec(done) ?? [];
  if (since !== undefined)
    return (
      <Notice kind="wrong" of={of}>
        {say('admin.undoNewer')} {since !== '0' && <Moment at={new Date(Number(since)).toISOString()} />}
      </Notice>
    );
  const note = Object.hasOwn(NOTES, act) ? NOTES[act] : undefined;
  if (!note) return null;
  return (
    <Notice kind={note.kind} of={of}>
      <span>{say(note.text)}</span>{' '}
      {change && (
        <UndoForm
          changes={[{ product: id, change }]}
          of={done}
          action={`/admin/products/${id}/undo`}
          label={say(act === 'goods-undone' ? 'admin.redo' : 'admin.undo')}
        />
      )}
    </Notice>
  );
}
