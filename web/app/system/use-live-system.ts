import { useEffect, useRef, useState } from 'react';
import type { SystemFigures } from '../shop/api-types';

const KEPT = 61; // seconds that charts show, with the moment at their beginning

export interface LiveSystem {
  figures: SystemFigures;
  /** What was told since the page was opened, oldest first. */
  past: readonly SystemFigures[];
  /** Whether the stream is there; not before the page has become live. */
  connected: boolean | undefined;
  paused: boolean;
  pause: (wanted: boolean) => void;
}

/** All services as they are told each second, until whoever reads wants the page to stand still. */
export function useLiveSystem(loaded: SystemFigures): LiveSystem {
  const [past, add] = useState<readonly SystemFigures[]>([]);
  const [connected, connect] = useState<boolean>();
  const [paused, pause] = useState(false);
  const still = useRef(false);
  still.current = paused;
  useEffect(() => {
    const events = new EventSource('/api/system/events');
    events.addEventListener('open', () => connect(true));
    events.addEventListener('error', () => connect(false));
    events.addEventListener('system', ({ data }: MessageEvent<string>) => {
      if (still.current) return;
      const now = JSON.parse(data) as SystemFigures;
      add((all) => [...all, now].slice(-KEPT));
    });
    return () => events.close();
  }, []);
  return { figures: past.at(-1) ?? loaded, past, connected, paused, pause };
}
