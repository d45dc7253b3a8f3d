/** What is said of a world that a planted mistake breaks, and of the same one without it. */
export const brokenWorld = {
  plantedIn: 'Внесена ошибка: «{mistake}». Её находит мир {seed}:',
  line: '{at} мс  {who} {what}',
  brokenRule: 'Нарушено правило: {says}',
  found: 'Мир {seed} нарушает правило «{rule}»',
  clean: 'Тот же мир {seed} без ошибки не нарушает ни одного правила',
};
