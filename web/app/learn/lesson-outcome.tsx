import { Link } from 'react-router';
import { CheckIcon, CrossIcon } from '../frame/icons';
import { Notice } from '../parts/notice';
import type { LessonData } from './lesson-data.server';
import type { Tried } from './try-lesson.server';

interface Props {
  lesson: LessonData;
  tried: Tried;
}

/** What came of an experiment: whether it was expected, what there was to see, and what was verified, each with its word. */
export function LessonOutcome({ lesson: { shared, texts }, tried }: Props) {
  const { problem, right, guess, seen, proofs, worlds, order } = tried;
  if (problem) {
    return (
      <Notice kind="wrong" of={tried}>
        <p>{problem}</p>
      </Notice>
    );
  }
  const wrong = proofs.filter(({ ok }) => !ok).length;
  const all = (wrong > 0 ? shared.notProved : shared.proved)
    .replace('{n}', String(wrong > 0 ? wrong : proofs.length))
    .replace('{of}', String(proofs.length));
  return (
    <>
      <Notice kind={wrong > 0 ? 'wrong' : 'done'} of={tried}>
        <p>{all}</p>
      </Notice>
      {right !== undefined && (
        <p className="mt-4">
          <b>
            {guess === right
              ? shared.right
              : (guess === undefined ? shared.answer : shared.wrong).replace(
                  '{answer}',
                  texts.answers[right]!,
                )}
          </b>{' '}
          {texts.because}
        </p>
      )}
      <h3>{shared.see}</h3>
      <ol className="learn-seen">
        {seen.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <h3>{shared.prove}</h3>
      <ul className="learn-proofs">
        {proofs.map(({ ok, text }) => (
          <li key={text} data-ok={ok}>
            {ok ? <CheckIcon className="learn-sign" /> : <CrossIcon className="learn-sign" />}
            <span>
              {text} <b>{ok ? shared.holds : shared.fails}</b>
            </span>
          </li>
        ))}
      </ul>
      {worlds.length > 0 && (
        <ul className="mt-3">
          {worlds.map(({ to, text }) => (
            <li key={to}>
              <Link to={to} reloadDocument>
                {text}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {order && (
        <p className="mt-3">
          <Link to={`/orders/${order}/saga`} reloadDocument>
            {shared.seeOrder}
          </Link>
        </p>
      )}
    </>
  );
}
