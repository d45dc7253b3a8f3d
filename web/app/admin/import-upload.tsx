import { useState } from 'react';
import { Form, useNavigation } from 'react-router';
import { useWords } from '../words/words';
import { IMPORT_KINDS } from './import-types';

/** In bytes, as the shop takes them. */
const MOST = 20 * 1024 * 1024;

/** Where a file begins that already has what is there now. */
const TEMPLATES = [
  ['products', '/api/exports/products.csv?published=any'],
  ['stock', '/api/exports/stock.csv'],
] as const;

/** Sends a file, after saying what it changes. */
export function ImportUpload({ formKey }: { formKey: string }) {
  const { say } = useWords();
  const [large, setLarge] = useState(false);
  const isSending = useNavigation().state === 'submitting';
  return (
    <section className="admin-box" aria-labelledby="new">
      <h2 id="new">{say('admin.imports.new')}</h2>
      <Form method="post" encType="multipart/form-data" className="admin-picture">
        <input type="hidden" name="key" value={formKey} />
        <fieldset className="admin-import-kinds">
          <legend>{say('admin.imports.kind')}</legend>
          {IMPORT_KINDS.map((kind) => (
            <label key={kind} className="admin-check">
              <input type="radio" name="kind" value={kind} required defaultChecked={kind === 'products'} />
              {say(`admin.imports.kind.${kind}`)}
            </label>
          ))}
        </fieldset>
        <label className="admin-filter">
          {say('admin.imports.file')}
          <input
            type="file"
            name="file"
            required
            accept=".csv,.txt,.tsv,text/csv,text/plain"
            className="field"
            aria-describedby="import-hint"
            onChange={({ target }) => setLarge([...(target.files ?? [])].some(({ size }) => size > MOST))}
          />
        </label>
        {large && (
          <p role="alert" className="text-ember">
            {say('admin.imports.tooLarge')}
          </p>
        )}
        <p id="import-hint" className="text-soft max-w-xl">
          {say('admin.imports.hint')}
        </p>
        <p className="text-soft">
          {say('admin.imports.template')}{' '}
          {TEMPLATES.map(([kind, path], at) => (
            <span key={kind}>
              {at > 0 && ' · '}
              <a href={path} download className="link">
                {say(`admin.imports.kind.${kind}`)}
              </a>
            </span>
          ))}
        </p>
        <div className="admin-actions">
          <button type="submit" className="button" disabled={large}>
            {say(isSending ? 'admin.imports.sending' : 'admin.imports.send')}
          </button>
        </div>
      </Form>
    </section>
  );
}
