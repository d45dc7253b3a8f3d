import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ROOM = 4 * 2 ** 30; // bytes; the tests need a quarter of it at once

/**
 * Where tests put their folders: in memory, where there is plenty and programs may run from it, since making a
 * database cluster costs a third there of what it costs on a disk; else in the system's temporary folder, or in
 * the one that TMPDIR names.
 */
export function scratchRoot() {
  return process.env['TMPDIR'] === undefined && isRoomy() && runsPrograms() ? MEMORY : tmpdir();
}

function isRoomy() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM && process.availableMemory() >= 2 * ROOM;
  } catch {
    return false; // there is none: not Linux
  }
}

/** Containers often mount it so that nothing can be run from there. */
function runsPrograms() {
  let folder;
  try {
    folder = mkdtempSync(join(MEMORY, 'sagashop-test-'));
    const program = join(folder, 'probe');
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o700 });
    execFileSync(program);
    return true;
  } catch {
    return false;
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}
