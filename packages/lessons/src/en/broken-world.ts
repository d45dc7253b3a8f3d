/** What is said of a world that a planted mistake breaks, and of the same one without it. */
export const brokenWorld = {
  plantedIn: 'Planted: “{mistake}”. World {seed} finds it:',
  line: '{at} ms  {who} {what}',
  brokenRule: 'A rule was broken: {says}',
  found: 'World {seed} breaks the rule “{rule}”',
  clean: 'The same world {seed} without the mistake breaks no rule',
};
