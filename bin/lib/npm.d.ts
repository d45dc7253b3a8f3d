export function findNpm(): Promise<string>;
