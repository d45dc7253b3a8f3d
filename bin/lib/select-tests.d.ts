export function selectTests(root: string, filters: string[]): string[];
