const LINE_EVERY_S = 15;

/**
 * Runs `work` while showing on stderr that `what` is under way and for how long: on a terminal one line
 * that ticks, elsewhere a line now and then. Passes the result or the error of `work` on.
 */
export async function withProgress(what, work) {
  const label = `Setting up (first start only): ${what}…`;
  const begin = Date.now();
  const seconds = () => Math.round((Date.now() - begin) / 1000);
  const onTerminal = process.stderr.isTTY;
  const show = (text) => process.stderr.write(onTerminal ? `\r\x1b[2K${text}` : `${text}\n`);
  show(label);
  const timer = setInterval(() => {
    if (onTerminal || seconds() % LINE_EVERY_S === 0) show(`${label} ${seconds()} s`);
  }, 1000);
  try {
    const result = await work();
    show(`${label} done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(timer);
    if (onTerminal) process.stderr.write('\n');
  }
}
