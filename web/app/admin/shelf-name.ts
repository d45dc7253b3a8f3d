/** What a shelf is called in a list of all: behind as many dashes as it stands deep. */
export const shelfName = ({ name, depth }: { name: string; depth: number }) => `${'– '.repeat(depth)}${name}`;
