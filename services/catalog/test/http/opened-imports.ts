import { newId } from '@sagashop/kernel/ids';
import { ADMIN, openTestCatalog } from '../opened.ts';
import { importForm } from './import-forms.ts';

type Json = ReturnType<typeof JSON.parse>;

/** The catalogue, and short ways to send files to it. */
export async function openImports() {
  const catalog = await openTestCatalog();
  const { app, send } = catalog;
  return {
    ...catalog,
    /** Sends a file and answers what would come of it. */
    check: async (
      kind: string,
      file: string | Buffer,
      more: { mapping?: object | string; key?: string } = {},
    ) => {
      const { key = newId(), ...rest } = more;
      const sent = importForm({ kind, file, ...rest }, { ...ADMIN, 'idempotency-key': key });
      const answer = await app.inject({ method: 'POST', url: '/api/imports', ...sent });
      return { status: answer.statusCode, headers: answer.headers, body: answer.json() as Json };
    },
    apply: (id: string, headers = ADMIN) =>
      send('POST', `/api/imports/${id}/application`, undefined, headers),
    undo: (id: string, headers = ADMIN) => send('POST', `/api/imports/${id}/undo`, undefined, headers),
    written: async (id: string): Promise<Json> =>
      (await send('GET', `/api/products/${id}?languages=all`)).body,
  };
}
