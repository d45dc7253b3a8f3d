import type { Api } from './api.ts';
import type { startBareProcess } from './bare-process.ts';
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
  /** Starts the bare route that the shop is compared with; tests that compare nothing have one in their own process. */
  startBare?: typeof startBareProcess;
}
