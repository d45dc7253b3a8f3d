const SAID = 'sagashop:said';

/** Has whoever reads the screen aloud told something that is seen already: saved, failed, loaded. */
export function announce(text: string): void {
  dispatchEvent(new CustomEvent(SAID, { detail: text }));
}

/** Calls `hear` with each announcement, until the function that it returns is called. */
export function onAnnounced(hear: (text: string) => void): () => void {
  const listen = (event: Event) => hear(String((event as CustomEvent).detail));
  addEventListener(SAID, listen);
  return () => removeEventListener(SAID, listen);
}
