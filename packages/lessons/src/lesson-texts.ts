/** What a lesson says, in one language. Names in braces stand for values. */
export interface LessonTexts {
  readonly title: string;
  /** What the lesson is about, in about a hundred words; paragraphs apart. */
  readonly problem: readonly string[];
  readonly question: string;
  readonly answers: readonly [string, string, string];
  /** Why the right answer is right. */
  readonly because: string;
  /** What will be done, before it is done. */
  readonly doing: string;
  /** What may be chosen, by its key. */
  readonly options?: Readonly<Record<string, string>>;
  /** What there is to see and what was proven, by the keys that the lesson names. */
  readonly says: Readonly<Record<string, string>>;
  /** What is switched off, and what will happen then. */
  readonly off?: string;
  /** What each link to the code is about, by the symbol. */
  readonly code: Readonly<Record<string, string>>;
  readonly cost: string;
}
