import type { Phone } from './phone.ts';
import type { Tap } from './tap.ts';

/** `away`: the shop cannot be reached, or asks to wait; `signedOut`: nobody, or somebody else, is signed in. */
export type Sending = 'done' | 'away' | 'signedOut';

type Keeping = Pick<Phone, 'taps' | 'keepTap'>;
interface Told {
  status: number;
  code: string;
}

/**
 * Sends what a courier has pressed, one after the other in that order, each with its own key: what was sent before counts no
 * second time. What the shop refuses is noted, and the next goes on; where it cannot be reached all the rest waits.
 */
export async function sendTaps(phone: Keeping, user: string): Promise<Sending> {
  const waiting = (await phone.taps()).filter((tap) => tap.user === user && tap.state === 'waiting');
  if (waiting.length === 0) return 'done';
  const who = await whoIsSignedIn();
  if (who === undefined) return 'away';
  if (who !== user) return 'signedOut';
  for (const tap of waiting) {
    const told = await sent(tap);
    if (!told || isForLater(told)) return 'away';
    if (told.status === 401 || told.status === 403) return 'signedOut';
    const { photo: _, ...rest } = tap;
    await phone.keepTap(
      told.status === 201
        ? { ...rest, state: 'sent', sentAt: new Date().toISOString() }
        : { ...rest, state: 'refused', code: told.code },
    );
  }
  return 'done';
}

/** The user of this browser's session; null: nobody; undefined: it cannot be said. */
async function whoIsSignedIn(): Promise<string | null | undefined> {
  const answer = await fetch('/api/session', { cache: 'no-store' }).catch(() => undefined);
  if (answer?.status === 401) return null;
  const said = (await answer?.json().catch(() => undefined)) as { user?: { id: string } } | undefined;
  return said?.user?.id;
}

/** What the shop says of a press; undefined where it is not the shop that answers, or nobody. A bad photo spoils no delivery. */
async function sent(tap: Tap): Promise<Told | undefined> {
  const told = await post(tap);
  if (!tap.photo || (told?.status !== 413 && told?.status !== 422)) return told;
  const { photo: _, ...rest } = tap;
  Object.assign(tap, { photo: undefined, photoRefused: true });
  return post(rest);
}

async function post({ shipment, act, key, at, name, note, photo }: Tap): Promise<Told | undefined> {
  const form = new FormData();
  for (const [field, text] of Object.entries({ at, name, note })) if (text) form.set(field, text);
  if (photo) form.set('photo', photo, 'photo');
  try {
    const answer = await fetch(`/api/shipments/${shipment}/${act}`, {
      method: 'POST',
      body: form,
      headers: { 'idempotency-key': key },
    });
    // A network that wants somebody to sign in answers everything, with a page.
    const body = (await answer.json()) as { code?: string };
    return { status: answer.status, code: body.code ?? '' };
  } catch {
    return undefined;
  }
}

const isForLater = ({ status, code }: Told) =>
  status === 429 || status >= 500 || code === 'idempotency_in_progress';
