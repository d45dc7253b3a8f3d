import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { testDatabase } from '@sagashop/chassis/testing';
import { openBucket } from '@sagashop/pictures/bucket';
import { findFile } from '@sagashop/pictures/files';
import { storePicture, sweepPictures } from '@sagashop/pictures/store-picture';
import { png } from '@sagashop/pictures/testing';
import { STORED } from '../../src/actions/add-picture.ts';
import { findUnused } from '../../src/store/find-unused.ts';

/** Keeps what is put into it, where the request is signed as S3 wants it; after `room` files it is full. */
async function fakeBucket() {
  const kept = new Map<string, Buffer>();
  const bucket = { kept, room: Number.POSITIVE_INFINITY, address: '' };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url = '', headers } = request;
      const signed =
        /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/eu-west-9\/s3\/aws4_request, SignedHeaders=\S+, Signature=[0-9a-f]{64}$/;
      if (!signed.test(headers.authorization ?? '')) return response.writeHead(403).end();
      if (method === 'PUT' && kept.size >= bucket.room) return response.writeHead(507).end();
      if (method === 'PUT') kept.set(url, Buffer.concat(chunks));
      if (method === 'DELETE') kept.delete(url);
      const there = kept.get(url);
      response
        .writeHead(method === 'DELETE' ? 204 : there ? 200 : 404)
        .end(method === 'GET' ? there : undefined);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  const { port } = server.address() as AddressInfo;
  bucket.address = `http://key:sec%2Fret@127.0.0.1:${port}/shop/goods?region=eu-west-9`;
  return bucket;
}

const url = await testDatabase('bucket', new URL('../../migrations/', import.meta.url));
const sql = connect(url, { name: 'test', max: 2 });
after(() => sql.end());

test('with a bucket, the files lie there and the database knows which', async () => {
  const { kept, address } = await fakeBucket();
  const bucket = openBucket(address);
  const hash = await storePicture({ sql, bucket }, await png(30, 30), STORED);
  assert.deepEqual([...kept.keys()].toSorted()[0], `/shop/goods/${hash}/1280.avif`);
  assert.equal(kept.size, 6);
  assert.equal(await findFile(sql, hash, '640.webp'), null);
  assert.deepEqual(
    Buffer.from((await bucket.get(hash, '640.webp'))!),
    kept.get(`/shop/goods/${hash}/640.webp`),
  );
  assert.equal(await bucket.get(hash, 'other'), undefined);
  await sql`update picture_files set kept_at = now() - interval '2 days'`;
  await sweepPictures({ sql, bucket }, findUnused);
  assert.deepEqual([kept.size, (await sql`select from picture_files`).length], [0, 0]);
});

test('a bucket that fails in the middle fails the upload; what it has already is known, and swept', async () => {
  const fake = await fakeBucket();
  fake.room = 2;
  const bucket = openBucket(fake.address);
  const bytes = await png(31, 31);
  await assert.rejects(storePicture({ sql, bucket }, bytes, STORED), /answered 507 to PUT/);
  fake.room = 100;
  await sql`update picture_files set kept_at = now() - interval '2 days'`;
  await sweepPictures({ sql, bucket }, findUnused);
  assert.equal(fake.kept.size, 0, 'nothing is left that nobody knows of');
  const hash = await storePicture({ sql, bucket }, bytes, STORED);
  assert.equal(fake.kept.size, 6);
  assert.ok(await bucket.get(hash, '320.avif'));
});
