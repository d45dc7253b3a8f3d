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
          {code.map((one) => (
            <div key={one.file + one.symbol}>
              <dt>
                <code>{one.symbol}</code> – {one.about}
              </dt>
              <dd>
                <code>
                  {one.file}
                  {one.shown && `:${one.shown.line}`}
                </code>
                {one.shown && <Lines of={{ ...one, ...one.shown }} shared={shared} />}
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

interface LinesProps {
  of: { symbol: string; line: number; text: string; more: number };
  shared: LessonData['shared'];
}

function Lines({ of: { symbol, line, text, more }, shared }: LinesProps) {
  const name = shared.lines.replace('{symbol}', symbol).replace('{line}', String(line));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section tabIndex={0} aria-label={name} className="learn-lines">
        <pre>
          <code>{text}</code>
        </pre>
      </section>
      {more > 0 && <p>{shared.moreLines.replace('{n}', String(more))}</p>}
    </>
  );
}
