import { messagesGetMails } from './messages-get-mails.ts';
import { stockHasMovements } from './stock-has-movements.ts';

type Json = ReturnType<typeof JSON.parse>;

/** Throws unless rows that the release before goes on writing have those beside them that only this release knows. */
export async function rowsHaveCompanions(dump: (name: string, query: string) => Promise<Json[]>) {
  await stockHasMovements(dump);
  await messagesGetMails(dump);
}
