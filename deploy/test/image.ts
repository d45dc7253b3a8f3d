import { run } from './tools/run.ts';

/** Our image, as the tests build it. */
export const IMAGE = 'sagashop-test:image';

export const docker = (...args: string[]) => run('docker', args);

/** Builds deploy/Dockerfile; what has not changed since is taken from Docker's cache. */
export async function buildImage(): Promise<void> {
  const { SAGASHOP_TEST_BUILD_IMAGE: build, SAGASHOP_TEST_RUN_IMAGE: base } = process.env;
  const args = build ? ['--build-arg', `BUILD_IMAGE=${build}`, '--build-arg', `RUN_IMAGE=${base}`] : [];
  await docker('build', '--network', 'host', '-f', 'deploy/Dockerfile', '-t', IMAGE, ...args, '.');
}
