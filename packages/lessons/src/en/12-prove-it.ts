import type { LessonTexts } from '../lesson-texts.ts';

export const proveIt: LessonTexts = {
  title: 'Prove it',
  problem: [
    '“It works” is what one says before it breaks. A shop of this kind breaks in one run of a thousand, when a message is late, a process dies and a customer cancels, all in the same moment. No test that a person writes thinks of that.',
    'So the shop is run thousands of times in worlds where everything goes wrong, and after each run rules are checked that must hold whatever happened: every order whole or not at all, no sum changed, nothing done twice. A world is drawn from a number, its seed; the same seed is the same run, event for event. And to know that this finds anything, mistakes are planted, and have to be found.',
  ],
  question: 'A mistake is hidden in the shop. Guess, run it, read the story, guess again: which one is it?',
  answers: [
    'An undo that comes first leaves nothing behind',
    'Trying again stops after the second time',
    'A participant does again what it has done',
  ],
  because:
    'Look at the rule that was broken: something left over at the end, something that never ends, something done twice.',
  doing:
    'Looks for a seed in which the hidden mistake breaks a rule, and tells the end of that story. Choose which of three shops.',
  options: {
    blue: 'The blue shop',
    red: 'The red shop',
    green: 'The green shop',
  },
  says: {
    inWorld: 'World {seed}',
    brokenRule: 'A rule was broken: {says}',
    named: 'World {seed} breaks the rule “{rule}”',
    again: 'So does another world that nobody has looked at, {seed}: “{rule}”',
    clean: 'Without the mistake both worlds, {seed} and {second}, break no rule',
    auditSays: 'The audit: “{name}” does not hold, for {n}',
    wasWhole: 'Before, the audit found nothing; broken rules: {n}',
    rowFound: 'It names the order {order}, and the rule “{rule}”',
    backAgain: 'The row was put back, and the audit finds nothing; broken rules: {n}',
    line: '{at} ms  {who} {what}',
  },
  off: 'Now the care of the services is switched off: an order’s booking is changed by hand in the database, past them all, and the audit alone has to find it. That is done in a scratch shop only: start sagashop lab scratch, then sagashop lesson 12 --check with the folder that it names. The row is put back.',
  code: {
    plant: 'how a mistake is planted',
    checkEnd: 'the rules at the end of a world',
    INVARIANTS: 'the rules that sagashop audit checks in a real shop',
  },
  cost: 'Nothing while orders run: the sagas are the same, and the worlds are elsewhere. Three hundred worlds take a second. The audit of a running shop reads all rows, and takes at most 5 % of one core.',
};
