import { Link } from 'react-router';
import type { LessonData } from './lesson-data.server';

/** Where the code is, what it costs, what to read on, and the lessons beside this one. */
export function LessonEnd({ lesson }: { lesson: LessonData & { lab: boolean } }) {
  const { shared, texts, code, measured, patterns, before, next } = lesson;
  return (
    <>
      <section aria-labelledby="code">
        <h2 id="code" className="text-heading">
          {shared.code}
        </h2>
        <dl className="learn-code">
          {code.map(({ file, symbol, about }) => (
            <div key={file + symbol}>
              <dt>
                <code>{symbol}</code> – {about}
              </dt>
              <dd>
                <code>{file}</code>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="costs">
        <h2 id="costs" className="text-heading">
          {shared.costs}
        </h2>
        <p>{texts.cost}</p>
        <p className="text-sm text-soft">{measured}</p>
      </section>
      <section aria-labelledby="patterns">
        <h2 id="patterns" className="text-heading">
          {shared.patternPages}
        </h2>
        <ul className="mt-2">
          {patterns.map(({ to, title }) => (
            <li key={to}>
              <Link to={to} lang="en">
                {title}
              </Link>
            </li>
          ))}
          <li>
            <Room lesson={lesson} />
          </li>
        </ul>
      </section>
      <nav className="learn-beside" aria-label={shared.lessons}>
        {before && (
          <Link to={before.to}>
            {shared.before}: {before.title}
          </Link>
        )}
        {next && (
          <Link to={next.to}>
            {shared.next}: {next.title}
          </Link>
        )}
        <Link to="/learn">{shared.all}</Link>
      </nav>
    </>
  );
}

/** Where the same can be tried by hand: a simulated world, or the laboratory of this shop. */
function Room({ lesson: { shared, where, lab } }: { lesson: LessonData & { lab: boolean } }) {
  const inShop = where === 'shop' && lab;
  return (
    <Link to={inShop ? '/learn/lab' : '/learn/world'} reloadDocument>
      {inShop ? shared.lab : shared.world}
    </Link>
  );
}
