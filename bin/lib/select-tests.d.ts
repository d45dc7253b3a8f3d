export function selectTests(root: string, filters: string[]): string[];
export function groupTests(root: string, files: string[]): { groups: Map<string, string[]>; apart: string[] };
export function longestFirst(groups: ReadonlyMap<string, string>, apart: readonly string[]): string[];
