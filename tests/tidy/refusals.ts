import type { Rule } from './source.ts';

const REFUSAL = /^ {2}(\w+): \{\s*(?:status|$)/gm;

/** The table of errors in the README has every code that a service can refuse with, and no other. */
export const documentedRefusals: Rule = (files) => {
  const readme = files.find((file) => file.path === 'README.md')?.text ?? '';
  const section = /^## Errors$(.*?)(?=^## )/ms.exec(`${readme}\n## `)?.[1] ?? '';
  const documented = new Set(
    [...section.matchAll(/`([a-z]+_[a-z_]+|forbidden|unavailable|overloaded)`/g)].map(([, code]) => code!),
  );
  const given = files
    .filter(({ path }) => /^(?:services|packages)\/\w+\/src\/errors\.ts$/.test(path))
    .flatMap(({ path, text }) => [...text.matchAll(REFUSAL)].map(([, code]) => ({ path, code: code! })));
  const codes = new Set(given.map(({ code }) => code));
  return [
    ...given
      .filter(({ code }) => !documented.has(code))
      .map(({ path, code }) => ({ path, says: `refuses with ${code}, which README.md does not name` })),
    ...[...documented]
      .filter((code) => !codes.has(code))
      .map((code) => ({ path: 'README.md', says: `names the error ${code}, which nobody gives` })),
  ];
};
