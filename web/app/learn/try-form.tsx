import { Form, useNavigation } from 'react-router';
import type { LessonData } from './lesson-data.server';
import { LessonOutcome } from './lesson-outcome';
import type { Tried } from './try-lesson.server';

interface Props {
  lesson: LessonData & { guest: boolean };
  act: 'try' | 'without';
  /** What came of it, when it was tried. */
  tried: Tried | undefined;
}

/** What one expects and may choose, the button that does it, and what came of it. Without JavaScript the page comes again. */
export function TryForm({ lesson, act, tried }: Props) {
  const { shared, texts, guest } = lesson;
  const { state, formData } = useNavigation();
  const busy = state !== 'idle' && formData?.get('act') === act;
  const on = act === 'try';
  const id = on ? 'do' : 'off';
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-heading">
        {on ? shared.predict : shared.switchOff}
      </h2>
      <Form method="post" preventScrollReset action={`#${id}`}>
        <input type="hidden" name="act" value={act} />
        {on ? <Question lesson={lesson} tried={tried} /> : <p className="mt-2">{texts.off}</p>}
        {(lesson.optionsFor === 'on') === on && <Options lesson={lesson} tried={tried} />}
        {on && <p className="mt-4">{texts.doing}</p>}
        {on && guest && <p className="text-sm text-soft">{shared.asGuest}</p>}
        <button type="submit" className="button mt-4" data-kind={on ? undefined : 'quiet'} disabled={busy}>
          {on ? (tried ? shared.again : shared.try) : shared.tryWithout}
        </button>
      </Form>
      {tried && <LessonOutcome lesson={lesson} tried={tried} />}
    </section>
  );
}

type Asked = Pick<Props, 'lesson' | 'tried'>;

function Question({ lesson: { texts }, tried }: Asked) {
  return (
    <fieldset className="learn-choices">
      <legend>{texts.question}</legend>
      {texts.answers.map((answer, at) => (
        <label key={answer} className="choice">
          <input type="radio" name="guess" value={at} defaultChecked={tried?.guess === at} required />
          <span>{answer}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Options({ lesson: { shared, options }, tried }: Asked) {
  if (options.length < 2) return null;
  return (
    <fieldset className="learn-choices">
      <legend>{shared.choose}</legend>
      {options.map(({ key, text }, at) => (
        <label key={key} className="choice">
          <input
            type="radio"
            name="choice"
            value={key}
            defaultChecked={tried ? tried.choice === key : at === 0}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
