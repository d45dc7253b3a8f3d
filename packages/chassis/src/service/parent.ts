/**
 * Calls back once when the launcher that started this process is gone, by whatever signal: the
 * launcher holds the other end of this process's IPC channel, which closes with it. Does nothing when
 * this process was started by hand. When it has not ended `patience` ms after that it is killed, so that
 * a stop that hangs leaves nothing behind.
 */
export function onParentGone(callback: () => void, patience = 1200): void {
  if (process.connected === undefined) return;
  // Whoever read our output may be gone as well, and writing to it must not end us half-way.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const gone = () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), patience).unref();
    callback();
  };
  if (!process.connected) {
    setImmediate(gone);
    return;
  }
  process.once('disconnect', gone);
  process.channel?.unref(); // a listener alone must not keep this process alive
}
