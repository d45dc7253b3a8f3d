import { useEffect, useRef } from 'react';
import { Form, Link, useLocation } from 'react-router';
import { useWords } from '../words/words';
import { Hidden } from './hidden';
import type { PackingRefused } from './packing-acts.server';
import { parcelCode } from './parcel-code';

interface Props {
  pageKey: string;
  /** What scanning does. */
  what: string;
  /** What it has just done, and to the parcel of which order. */
  did: { did: 'packed' | 'handed_over'; number: string } | undefined;
  refused: PackingRefused | undefined;
}

const WHATS = ['pack', 'hand_over', 'open'] as const;

/** Where a scanner types: a parcel's QR code, its id or its order's number, and what is done with it then. */
export function ScanForm({ pageKey, what, did, refused }: Props) {
  const { say } = useWords();
  const { search } = useLocation();
  const field = useRef<HTMLInputElement>(null);
  // The next parcel is scanned without a touch of the keyboard.
  useEffect(() => {
    if (!did && !refused) return;
    field.current?.focus();
    field.current?.select();
  }, [did, refused]);
  return (
    <Form
      method="post"
      action={`/admin/packing${search}`}
      preventScrollReset
      className="admin-box packing-scan"
    >
      <Hidden values={{ key: pageKey, act: 'scan' }} />
      <label className="packing-code">
        {say('admin.packing.scan')}
        <input
          key={pageKey}
          ref={field}
          name="code"
          required
          maxLength={300}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={refused?.code ?? ''}
          aria-describedby="scan-hint scan-said"
          aria-invalid={refused ? true : undefined}
          className="field"
        />
      </label>
      <label>
        {say('admin.packing.scan.then')}
        <select name="what" defaultValue={what} className="field">
          {WHATS.map((one) => (
            <option key={one} value={one}>
              {say(`admin.packing.scan.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button" data-kind="quiet">
        {say('admin.packing.scan.do')}
      </button>
      <p id="scan-hint" className="packing-wide text-sm text-soft">
        {say('admin.packing.scan.hint')}
      </p>
      <div id="scan-said" role="status" className="packing-wide font-medium">
        {did && say(`admin.packing.did.${did.did}`, { number: did.number })}
        {refused && <span className="text-ember">{say(refused.problem, refused.values)}</span>}
        {refused?.several?.map(({ id, state }) => (
          <Link key={id} to={`/admin/packing/${id}`} className="admin-link ml-3">
            {parcelCode(id)} · {say(`admin.packing.state.${state}`)}
          </Link>
        ))}
      </div>
    </Form>
  );
}
