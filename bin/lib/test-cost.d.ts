export function cpuSeconds(pid?: number): number;
export function noteCost(what: string, seconds: number, notes?: string): void;
export function costLines(notes: string, count: number): string[];
