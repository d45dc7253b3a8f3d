export function takeLock(
  directory: string,
  options?: { patience?: number; onWait?: (holder: number) => void; signal?: AbortSignal },
): Promise<{ release: () => void; holder?: undefined } | { holder: number; release?: undefined }>;
