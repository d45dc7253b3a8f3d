import type { Texts } from '../words/words';
import { cancelSome, typedPieces } from './cancel-some.server';
import type { SetCookie } from './cookies.server';
import type { FormState } from './form';
import { cartAfter } from './instead.server';
import { returnSome, typedReturn } from './return-some.server';

interface PieceAct {
  act(request: Request, id: string, form: FormData): Promise<FormState | undefined>;
  /** What was typed, to type on. */
  typed(form: FormData): Record<string, string>;
  /** What is told once by the page that comes next. */
  told: keyof Texts;
  /** What else the visitor keeps once it is done. */
  cookies?(request: Request, form: FormData): SetCookie[];
}

const ACTS: Record<string, PieceAct> = {
  some: { act: cancelSome, typed: typedPieces, told: 'cancel.some.done' },
  return: { act: returnSome, typed: typedReturn, told: 'return.done', cookies: cartAfter },
};

/** What a form of an order's page does with pieces of it; undefined where it does something else. */
export const pieceAct = (name: unknown): PieceAct | undefined =>
  typeof name === 'string' && Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
