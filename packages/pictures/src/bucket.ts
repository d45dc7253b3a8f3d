import { AwsClient } from 'aws4fetch';
import type { PictureFile } from './draw-picture.ts';

const PATIENCE = 10_000; // ms for one file

/** Where the files of pictures lie that are not in the database. */
export interface Bucket {
  put(hash: string, file: PictureFile): Promise<void>;
  /** Undefined when there is no such file. */
  get(hash: string, name: string): Promise<Uint8Array | undefined>;
  remove(hash: string, names: readonly string[]): Promise<void>;
}

/**
 * A folder of a bucket that speaks the protocol of Amazon's S3, by the bucket's address with key and secret:
 * `https://KEY:SECRET@host/bucket/folder?region=eu-central-1`. Rejects when it answers anything but success.
 */
export function openBucket(address: string, within = ''): Bucket {
  const url = new URL(address);
  const client = new AwsClient({
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
    service: 's3',
    region: url.searchParams.get('region') ?? 'us-east-1',
    retries: 2,
  });
  const folder = `${url.origin}${url.pathname.replace(/\/$/, '')}${within && `/${within}`}`;
  const ask = async (method: string, hash: string, name: string, body?: Uint8Array) => {
    const answer = await client.fetch(`${folder}/${hash}/${name}`, {
      method,
      signal: AbortSignal.timeout(PATIENCE),
      ...(body && { body: body as Uint8Array<ArrayBuffer> }),
    });
    if (answer.status === 404 && method !== 'PUT') return undefined;
    if (!answer.ok) throw new Error(`the bucket of the pictures answered ${answer.status} to ${method}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  return {
    put: async (hash, { name, bytes }) => void (await ask('PUT', hash, name, bytes)),
    get: (hash, name) => ask('GET', hash, name),
    remove: async (hash, names) => {
      for (const name of names) await ask('DELETE', hash, name);
    },
  };
}
