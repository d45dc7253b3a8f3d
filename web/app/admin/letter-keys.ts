const OFF = 'sagashop:letter-keys-off';

/** Whether keys of one letter do something in this browser: whoever dictates, or errs with keys, may turn them off. */
export function letterKeysAreOn(): boolean {
  try {
    return localStorage.getItem(OFF) === null;
  } catch {
    return true;
  }
}

/** Turns them on or off, for this browser. */
export function turnLetterKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, '1');
  } catch {
    // It keeps nothing: they stay on.
  }
}
