import type { BulkForetold } from '../shop/api-types';
import { moneyText } from '../words/amounts';
import { useWords } from '../words/words';
import type { BulkAct } from './bulk.server';
import { refusedText } from './refused-text';

/** What an act with many orders would come to, as they stand now. */
export function BulkForetoldList({ act, foretold }: { act: BulkAct; foretold: BulkForetold }) {
  const { say, count, language } = useWords();
  const { orders, changes, already, refused, refunded, released } = foretold;
  const sums = [
    ['admin.bulk.refunded', refunded],
    ['admin.bulk.released', released],
  ] as const;
  return (
    <>
      <dl className="admin-figures">
        <div>
          <dt>{say('admin.bulk.chosen')}</dt>
          <dd>{count('admin.number', orders)}</dd>
        </div>
        <div>
          <dt>{say(`admin.bulk.changes.${act}`)}</dt>
          <dd>{count('admin.number', changes)}</dd>
        </div>
        {sums.map(
          ([text, money]) =>
            money.amount > 0 && (
              <div key={text}>
                <dt>{say(text)}</dt>
                <dd suppressHydrationWarning>{moneyText(money, language)}</dd>
              </div>
            ),
        )}
      </dl>
      <ul className="mb-4">
        {already > 0 && <li>{count('admin.bulk.already', already)}</li>}
        {refused.map(({ code, count: many }) => (
          <li key={code}>
            {count('admin.bulk.wont', many)} {say(refusedText(code))}
          </li>
        ))}
        <li className="text-soft">{say(`admin.bulk.note.${act}`)}</li>
      </ul>
    </>
  );
}
