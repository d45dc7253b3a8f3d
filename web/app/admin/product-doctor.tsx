import { useWords } from '../words/words';
import { MENU } from './menu';
import type { Check } from './product-checks.server';

/** Says whether customers can buy a product, and where each thing that is in the way is mended. */
export function ProductDoctor({ checks }: { checks: readonly Check[] }) {
  const { say } = useWords();
  const wrong = checks.filter(({ ok }) => ok === false);
  return (
    <section className="admin-box" aria-labelledby="doctor">
      <h2 id="doctor">{say(wrong.length > 0 ? 'admin.doctor.no' : 'admin.doctor.yes')}</h2>
      <ul className="admin-checks">
        {checks.map(({ what, ok, to }) => (
          <li key={what} data-ok={ok}>
            {say(ok === undefined ? 'admin.doctor.unknown' : `admin.doctor.${what}.${ok ? 'yes' : 'no'}`)}{' '}
            {ok === false && to && reachable(to) && (
              <a href={to} className="link">
                {say(`admin.doctor.${what}.mend`)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Whether there is such a page: other parts of the back office may not be there. */
const reachable = (to: string) =>
  !to.startsWith('/admin/') || MENU.some(({ path }) => path !== '/admin' && to.startsWith(path));
