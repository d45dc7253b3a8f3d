import { spawn } from 'node:child_process';

// The shell waits at a pipe whose other end is ours. A word on it means that all is well; its end
// without one, that this process died, by whatever signal. Then the server may end cleanly (INT), but
// within the two seconds that we promise: writing out all changed pages can take longer than that on a
// busy disk. Nothing is lost by QUIT, what was committed is in the write-ahead log.
const SCRIPT = `
read -r word && exit 0
# One that nobody has reaped yet is dead as well.
lives() { kill -0 "$1" 2>/dev/null && ! grep -qs ') Z ' "/proc/$1/stat"; }
for signal in INT:12 QUIT:3 KILL:3; do
  kill -s "\${signal%:*}" "$1" 2>/dev/null || exit 0
  tenths=\${signal#*:}
  while [ "$tenths" -gt 0 ]; do
    sleep 0.1
    lives "$1" || exit 0
    tenths=$((tenths - 1))
  done
done
`;

/**
 * Sees to it that the server `pid` ends within two seconds of this process, however this one ends and
 * on systems without a parent-death signal too. Returns a function to call once the server has ended.
 */
export function guardServer(pid: number): () => void {
  const guard = spawn('sh', ['-c', SCRIPT, 'postgres-guard', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // out of reach of what a terminal sends to everyone
  });
  for (const emitter of [guard, guard.stdin]) emitter.on('error', () => {}); // without it we have less
  guard.unref();
  (guard.stdin as unknown as { unref: () => void }).unref();
  return () => guard.stdin.end('ended\n');
}
