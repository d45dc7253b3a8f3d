import { createLog } from '@sagashop/chassis/observe/log';
import { createMetrics } from '@sagashop/chassis/observe/metrics';
import { OPERATOR } from '@sagashop/chassis/service/callers';
import { httpPeers } from '@sagashop/chassis/service/http-peers';
import { openOrigins } from '@sagashop/chassis/service/origins';
import { readServiceKeys } from '@sagashop/chassis/service/service-keys';
import type { CliConfig } from '../config.ts';
import type { Ground } from '../ground.ts';
import { keyVariables } from '../keys.ts';
import { type OperatorSession, openOperatorSession } from '../operator-session.ts';

/** The session of `run.json` where user runs in another process. */
export interface SplitOperator {
  /** Opened when it is asked for first, and the same from then on. */
  session(): Promise<OperatorSession>;
  end(): Promise<void>;
}

export function operatorElsewhere(ground: Ground, user: string, config: CliConfig): SplitOperator {
  const origins = openOrigins({ user });
  const keys = readServiceKeys(keyVariables(ground.file.serviceKeys, [OPERATOR]));
  const log = createLog(config, 'sagashop');
  const peers = httpPeers({ origins, keys, as: OPERATOR, log, metrics: createMetrics() });
  let session: Promise<OperatorSession> | undefined;
  return {
    session: () => (session ??= openOperatorSession(peers)),
    end: async () => {
      await (await session)?.end();
      await origins.close();
    },
  };
}
