import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { sweepPictures } from '@sagashop/pictures/store-picture';
import { form, jpeg, png, pngHeader } from '@sagashop/pictures/testing';
import sharp from 'sharp';
import { findUnused } from '../../src/store/find-unused.ts';
import { ADMIN, openTestCatalog } from '../opened.ts';

const { url, app, send, product } = await openTestCatalog();
const sql = connect(url, { name: 'test', max: 1 });
after(() => sql.end());

async function upload(
  id: string,
  parts: Parameters<typeof form>[0],
  headers: Record<string, string> = ADMIN,
) {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/products/${id}/pictures`,
    ...form(parts, headers),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
}
const picturesOf = async (id: string) =>
  (await send('GET', `/api/products/${id}?languages=all`)).body.pictures;
const files = async () => (await sql`select from picture_files`).length;

test('an uploaded picture is shown in three sizes and two formats, upright and without what the camera wrote', async () => {
  const { id } = await product('Cup', 'Чашка');
  const bytes = await jpeg({ width: 800, height: 400, orientation: 6 });
  const made = await upload(id, { file: bytes, altEn: 'A cup', altRu: 'Чашка' });
  assert.deepEqual([made.status, made.body.alt], [201, { en: 'A cup', ru: 'Чашка' }]);
  assert.deepEqual(await picturesOf(id), [made.body]);
  assert.equal((await send('GET', `/api/products/${id}`)).body.picture, made.body.url);
  for (const [file, width, height] of [
    ['320.webp', 160, 320],
    ['640.avif', 320, 640],
    ['1280.webp', 400, 800],
  ] as const) {
    const got = await app.inject(made.body.url.replace('640.webp', file));
    assert.deepEqual([got.statusCode, got.headers['content-type']], [200, `image/${file.split('.')[1]}`]);
    assert.match(String(got.headers['cache-control']), /public, max-age=31536000, immutable/);
    const said = await sharp(got.rawPayload).metadata();
    assert.deepEqual(
      [said.width, said.height, said.exif, said.orientation],
      [width, height, undefined, undefined],
    );
  }
  for (const other of ['641.webp', '640.png', '..%2f640.webp'])
    assert.equal((await app.inject(made.body.url.replace('640.webp', other))).statusCode, 404);
});

test('the same picture again is the same one, as is one with its key; another key for another is refused', async () => {
  const { id } = await product('Twice', 'Дважды');
  const bytes = await png(40, 40);
  const headers = { ...ADMIN, 'idempotency-key': newId() };
  const [one, two] = [await upload(id, { file: bytes }, headers), await upload(id, { file: bytes }, headers)];
  assert.deepEqual([two.body, two.headers['idempotency-replayed']], [one.body, 'true']);
  assert.equal((await upload(id, { file: bytes })).body.id, one.body.id);
  assert.equal((await upload(id, { file: await png(41, 40) }, headers)).body.code, 'idempotency_key_reused');
  assert.equal((await picturesOf(id)).length, 1);
});

test('what is no picture is refused with the reason, and nothing of it is kept', async () => {
  const { id } = await product('Bad', 'Плохо');
  const [before, whole] = [await files(), await jpeg({ width: 600, height: 600 })];
  const noise = deflateSync(Buffer.alloc(50_000));
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const wrong: [string, Buffer | string, RegExp][] = [
    ['an SVG with a script', svg, /is no JPEG, PNG/],
    ['an SVG that begins as XML', `<?xml version="1.0"?>${svg}`, /is no JPEG, PNG/],
    ['a ZIP', Buffer.concat([Buffer.from('PK\x03\x04'), noise]), /is no JPEG, PNG/],
    ['a PDF', '%PDF-1.7\n', /is no JPEG, PNG/],
    ['a page', '<!doctype html><script>alert(1)</script>', /is no JPEG, PNG/],
    ['100 megapixels', pngHeader(10_000, 10_000), /has 100 megapixels; at most 50/],
    ['a file cut in the middle', whole.subarray(0, whole.length / 2), /cannot be read to its end/],
    ['a beginning alone', whole.subarray(0, 20), /cannot be read to its end/],
    [
      'noise behind the first bytes of a PNG',
      Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), noise]),
      /cannot be read/,
    ],
    ['nothing', '', /is missing/],
  ];
  for (const [what, file, message] of wrong) {
    const { status, body } = await upload(id, { file: Buffer.from(file) });
    assert.deepEqual([status, body.errors?.[0].path], [422, 'file'], what);
    assert.match(body.errors[0].message, message, what);
  }
  assert.equal((await upload(id, {})).status, 422);
  assert.equal((await upload(id, { file: whole, altEn: 'Only English' })).body.errors[0].path, 'altRu');
  assert.equal((await upload(id, { file: Buffer.alloc(10_000_001) })).body.code, 'body_too_large');
  const json = await send('POST', `/api/products/${id}/pictures`, { file: 'x' });
  assert.equal(json.body.code, 'unsupported_media_type');
  assert.equal((await upload(id, { file: whole, then: 'broken' })).body.code, 'malformed_body');
  assert.deepEqual([await picturesOf(id), await files()], [[], before]);
});

test('who may not, and what there is not, is said before the file is read', async () => {
  const { id } = await product('Guarded', 'Под охраной');
  for (const [who, status] of [
    [{}, 401],
    [as(newId()), 403],
  ] as const)
    assert.equal((await upload(id, { file: Buffer.from('x') }, who)).status, status);
  assert.equal((await upload(newId(), { file: await png(8, 8) })).status, 404);
});

test('pictures are put in order, taken away, and put back; files that nobody shows go a day later', async () => {
  const { id } = await product('Many', 'Много');
  const made = [];
  for (const width of [50, 51, 52]) made.push((await upload(id, { file: await png(width, 9) })).body);
  const [first, second, third] = made as [
    { id: string; url: string },
    { id: string; url: string },
    { id: string; url: string },
  ];
  const ordered = { pictures: [third, { url: first.url }, second], was: { pictures: made } };
  assert.equal((await send('PATCH', `/api/products/${id}`, ordered)).status, 200);
  assert.deepEqual(await picturesOf(id), [third, first, second]);
  assert.equal((await send('DELETE', `/api/products/${id}/pictures/${third.id}`)).status, 204);
  assert.equal((await send('DELETE', `/api/products/${id}/pictures/${third.id}`)).status, 404);
  assert.deepEqual(await picturesOf(id), [first, second]);
  const back = { pictures: [first, second, { url: third.url }] };
  assert.equal((await send('PATCH', `/api/products/${id}`, back)).status, 200);
  await send('PATCH', `/api/products/${id}`, { pictures: [first] });
  await sweepPictures({ sql, bucket: undefined }, findUnused);
  assert.equal((await app.inject(third.url)).statusCode, 200, 'not a day has passed');
  await sql`update picture_files set kept_at = kept_at - interval '25 hours'`;
  await sweepPictures({ sql, bucket: undefined }, findUnused);
  const statuses = made.map(async (one) => (await app.inject(one.url)).statusCode);
  assert.deepEqual(await Promise.all(statuses), [200, 404, 404]);
  const gone = await send('PATCH', `/api/products/${id}`, back);
  assert.deepEqual([gone.status, gone.body.errors[0].path], [422, 'pictures.1.url']);
});

test('a product has ten pictures at most', async () => {
  const { id } = await product('Eleven', 'Одиннадцать', {
    pictures: Array.from({ length: 10 }, (_, n) => ({ url: `/${n}.svg` })),
  });
  const { body } = await upload(id, { file: await png(60, 60) });
  assert.match(body.errors[0].message, /one more than the 10/);
});
