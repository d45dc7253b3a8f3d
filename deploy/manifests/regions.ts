const BEGINS = /^.*\bgenerated: (.+?) \(npm run services\).*$/;
const ENDS = /\bend of generated\b/;

/**
 * A text with each of its regions, from a line `generated: NAME (npm run services)` to one that says `end of generated`,
 * filled with the lines of that name. Throws where a region has no lines, and for lines that have no region.
 */
export function withRegions(text: string, regions: Readonly<Record<string, readonly string[]>>): string {
  const unused = new Set(Object.keys(regions));
  const lines: string[] = [];
  let inside = false;
  for (const line of text.split('\n')) {
    if (ENDS.test(line)) inside = false;
    if (inside) continue;
    lines.push(line);
    const [, name] = BEGINS.exec(line) ?? [];
    if (name === undefined) continue;
    if (!regions[name]) throw new Error(`nothing is generated for the region ${name}`);
    unused.delete(name);
    lines.push(...regions[name]);
    inside = true;
  }
  if (inside || unused.size > 0) throw new Error(`no region, or no end of one: ${[...unused].join(', ')}`);
  return lines.join('\n');
}
