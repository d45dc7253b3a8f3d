export function groupFile(group: {
  folder: string;
  root: string;
  name: string;
  files: readonly string[];
  atOnce: boolean;
}): string;
