import { readdirSync, readFileSync } from 'node:fs';

export const FOLDER = new URL('../../docs/patterns/', import.meta.url);

/** The parts of every page, in this order; "See it" and "Break it" may be one. */
export const PARTS = ['The problem', 'Here', 'What it costs', 'See it', 'Break it', 'Refused'];

/** In the order in which they are best read. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'An order ends whole': [
    'saga-orchestration',
    'compensation-and-pivot',
    'idempotency',
    'tombstones',
    'leases-and-fencing',
    'outbox',
  ],
  'Services apart': [
    'database-per-service',
    'bounded-contexts',
    'api-gateway',
    'service-discovery',
    'health-checks',
    'containerization',
    'one-image-many-services',
  ],
  'Under load': ['self-forming-batches', 'load-shedding', 'rate-limits'],
  'Is it true?': ['audit-of-invariants', 'deterministic-simulation'],
};

/** A page of docs/patterns, by its file's name. */
export interface Page {
  name: string;
  title: string;
  /** The sentence under the title. */
  summary: string;
  text: string;
}

/** Every page but the index. Throws when one does not begin with its title and a sentence. */
export function readPages(): Page[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.md') && file !== 'README.md');
  return files.map((file) => {
    const text = readFileSync(new URL(file, FOLDER), 'utf8');
    const [, title, summary] = /^# (.+)\n\n(.+)\n\n/.exec(text) ?? [];
    if (!title || !summary) throw new Error(`${file} does not begin with a title and a sentence`);
    return { name: file.slice(0, -'.md'.length), title, summary, text };
  });
}

/** The text of docs/patterns/README.md. Throws when a page is in no group, or a group names no page. */
export function patternsIndex(pages: readonly Page[]): string {
  const left = new Map(pages.map((page) => [page.name, page]));
  const groups = Object.entries(GROUPS).map(([heading, names]) => {
    const rows = names.map((name) => {
      const page = left.get(name);
      if (!page) throw new Error(`there is no page ${name}`);
      left.delete(name);
      return `| [${page.title}](${name}.md) | ${page.summary} |`;
    });
    return `## ${heading}\n\n| pattern | in a sentence |\n|---|---|\n${rows.join('\n')}\n`;
  });
  if (left.size > 0) throw new Error(`in no group: ${[...left.keys()].join(', ')}`);
  return `${HEAD}\n${groups.join('\n')}`;
}

const HEAD = `# Patterns

Written by \`npm run docs:patterns\` from the pages; a test compares.

A page for each pattern that this shop is built of: the problem, how it is done here, what it costs (measured), how to see it,
how to break it, and what was refused and why. The words are in [the glossary](../glossary.md); one order through all of them is
[the tour](../tour.md).

To try what a page says, on Linux or macOS, in two terminals at the root of the repository:

\`\`\`sh
npm start -- --split          # 1: a process for each service
. docs/patterns/try.sh        # 2: signs in as alice and gives the commands of the pages
order 2
steps
\`\`\`

[try.sh](try.sh) says at its top which commands there are. Pages that want the shop started otherwise say so.
`;
