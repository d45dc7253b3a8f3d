import type { Api } from './api.ts';
import type { Plan } from './options.ts';
import type { Progress } from './progress.ts';
import type { Props } from './props.ts';

/** What is measured, and how. */
export interface Measuring extends Plan {
  shop: {
    url: string;
    metrics?: string;
    origins?: string[];
    pid?: number;
    postgresPid?: number;
    userDatabase?: string;
  };
  api: Api;
  props: Props;
  progress: Progress;
  signal: AbortSignal;
}
