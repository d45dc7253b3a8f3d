// Loaded into a Node program before it starts: ends it, and all that it started in its process group,
// when the process that holds the other end of its IPC channel is gone.
const end = () => process.kill(-process.pid, 'SIGKILL');
process.on('disconnect', end);
if (!process.connected) end();
process.channel?.unref();
