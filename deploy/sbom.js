// Prints the software bill of materials of the image (CycloneDX JSON): the packages of the lock that it has, those
// that its pages were built from, and Node. `npm run --silent sbom > sbom.json`
// Not by `npm sbom --omit=dev`: that leaves out what the root names for development too, as fastify.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { imagePackages } from './image-packages.js';

const ROOT = join(import.meta.dirname, '..');

const read = (...path) => readFileSync(join(ROOT, ...path), 'utf8');
const { name, version, packages } = JSON.parse(read('package-lock.json'));
const [, node] = /^ARG BUILD_IMAGE=node:([\d.]+)/m.exec(read('deploy', 'Dockerfile')) ?? [];

const { installed, inPages } = imagePackages(packages);
const libraries = [...new Set([...installed, ...inPages])]
  .filter((path) => path.includes('node_modules/') && !packages[path].link)
  .map((path) => componentOf(path.slice(path.lastIndexOf('node_modules/') + 13), packages[path]));
const runtime = {
  ...{ type: 'platform', 'bom-ref': `node@${node}`, name: 'node', version: node },
  ...{ purl: `pkg:generic/node@${node}`, licenses: [{ license: { id: 'MIT' } }] },
};
const bill = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: { component: { type: 'container', 'bom-ref': `${name}@${version}`, name, version } },
  components: [...new Map([...libraries, runtime].map((one) => [one['bom-ref'], one])).values()],
};
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);

function componentOf(name, { version, integrity, license, optional }) {
  const [algorithm = '', digest = ''] = (integrity ?? '').split('-');
  return {
    type: 'library',
    'bom-ref': `${name}@${version}`,
    name,
    version,
    scope: optional ? 'optional' : 'required',
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    ...(license ? { licenses: [{ expression: license }] } : {}),
    ...(digest
      ? {
          hashes: [
            { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') },
          ],
        }
      : {}),
  };
}
