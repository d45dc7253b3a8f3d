export const KEY_OWNERS: readonly string[];
export function newKey(): string;
export function publicKeyOf(key: string): string;
export function publicList(keys: Readonly<Record<string, string>>): string;
export function keepKeys(folder: string): void;
