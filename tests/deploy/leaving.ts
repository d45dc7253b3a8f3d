import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Tells a process to stop that has some seconds to leave, and asks it on and on. Throws when its answers are not the last
 * of their connections from some answer on, or when it does not end well.
 */
export async function leavesInTwoSteps(child: ChildProcess, port: number, path: string): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const connection = () =>
    new Promise<string | undefined>((resolve, reject) => {
      const request = get({ agent, host: '127.0.0.1', port, path }, async (response) => {
        await text(response);
        resolve(response.headers.connection);
      });
      request.once('error', reject);
    });
  try {
    assert.equal(await connection(), 'keep-alive');
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    // The signal travels; from some answer on all are the last ones, until nobody answers.
    const answers: (string | undefined)[] = [];
    while (child.exitCode === null) {
      const answer = await connection().catch(() => 'nobody');
      if (answer === 'nobody') break;
      if (answers.at(-1) !== answer) answers.push(answer);
      await sleep(20);
    }
    assert.equal(answers.at(-1), 'close');
    assert.ok(answers.length <= 2, answers.join());
    assert.deepEqual(await ended, [0, null]);
  } finally {
    agent.destroy();
  }
}
