import { ask, Refusal } from '../shop/api.server';
import { formTexts } from '../shop/form';
import { type WrittenProduct, writtenProduct } from './product-edit.server';

type Picture = WrittenProduct['pictures'][number];

const PATIENCE = 60_000; // ms: one picture is made at a time

/** Uploads pictures one after the other; answers what is said of it. What was taken before one that is refused stays. */
export async function uploadPictures(
  request: Request,
  id: string,
  files: readonly File[],
  form: FormData,
): Promise<string> {
  const chosen = files.filter(({ size }) => size > 0);
  if (chosen.length === 0) return 'picture-none';
  const alt = formTexts(form, ['altEn', 'altRu']);
  try {
    for (const file of chosen) {
      const sent = new FormData();
      for (const [name, text] of Object.entries(alt)) sent.set(name, text);
      sent.set('file', file);
      const written = new Response(sent);
      const body = new Uint8Array(await written.arrayBuffer());
      const headers = { 'content-type': written.headers.get('content-type')! };
      await ask(request, `/products/${id}/pictures`, { method: 'POST', body, headers, patience: PATIENCE });
    }
    return 'picture-added';
  } catch (error) {
    return refusedAs(error);
  }
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/megapixels/, 'picture-pixels'],
  [/one more than/, 'picture-many'],
  [/read to its end/, 'picture-cut'],
  [/both languages/, 'picture-alt'],
];

function refusedAs(error: unknown): string {
  if (!(error instanceof Refusal)) throw error;
  if (error.status === 413) return 'picture-large';
  if (error.status >= 500) return 'picture-busy';
  const [first] = (error.body['errors'] as { message: string }[] | undefined) ?? [];
  return REASONS.find(([pattern]) => pattern.test(first?.message ?? ''))?.[1] ?? 'picture-wrong';
}

/** Says what a picture shows, moves it, or takes it away; answers what is said of it. */
export async function changePictures(request: Request, id: string, form: FormData): Promise<string> {
  const act = String(form.get('act'));
  try {
    const { pictures: was } = await writtenProduct(request, id);
    const pictures = changed(was, String(form.get('url')), act, formTexts(form, ['altEn', 'altRu']));
    if (!pictures) return 'picture-alt';
    await ask(request, `/products/${id}`, { method: 'PATCH', body: { pictures, was: { pictures: was } } });
    return act === 'remove' ? 'picture-removed' : 'picture-saved';
  } catch (error) {
    return refusedAs(error);
  }
}

/** The pictures as an act leaves them; undefined where what one shows is said in one language alone. */
function changed(
  pictures: readonly Picture[],
  url: string,
  act: string,
  { altEn = '', altRu = '' }: Record<string, string>,
): Picture[] | undefined {
  const at = pictures.findIndex((one) => one.url === url);
  const one = pictures[at];
  if (!one) return [...pictures];
  const others = pictures.toSpliced(at, 1);
  if (act === 'remove') return others;
  if (act === 'earlier' || act === 'later')
    return others.toSpliced(Math.max(0, at + (act === 'later' ? 1 : -1)), 0, one);
  if ((altEn === '') !== (altRu === '')) return undefined;
  const { alt: _before, ...rest } = one;
  return pictures.with(at, altEn === '' ? rest : { ...rest, alt: { en: altEn, ru: altRu } });
}
