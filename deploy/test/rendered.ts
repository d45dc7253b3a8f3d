import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { run } from './tools/run.ts';

export const CHART = join('deploy', 'helm', 'sagashop');
const HELM = process.env['SAGASHOP_TEST_HELM'] ?? 'helm';

/** A Kubernetes object, as far as every one is alike. */
export interface Rendered {
  apiVersion: string;
  kind: string;
  metadata: { name: string; labels?: Record<string, string>; annotations?: Record<string, string> };
  spec?: Record<string, unknown>;
}

/** What the checks look at in a container. */
export interface Container {
  name: string;
  image: string;
  args?: string[];
  env?: { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string; key: string } } }[];
  startupProbe?: object;
  livenessProbe?: object;
  readinessProbe?: object;
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
  securityContext?: {
    allowPrivilegeEscalation?: boolean;
    readOnlyRootFilesystem?: boolean;
    capabilities?: { drop?: string[] };
  };
}

export interface PodSpec {
  automountServiceAccountToken?: boolean;
  securityContext?: { runAsNonRoot?: boolean; seccompProfile?: { type: string } };
  containers: Container[];
}

/** The values files that the chart is tried with: its own, and those of ci/. */
export const VALUES = ['values.yaml', ...globSync('ci/*.yaml', { cwd: CHART }).sort()];

/** As arguments of helm: those of ci/NAME-values.yaml lie over values-NAME.yaml, where there is one. */
export function withValues(values: string): string[] {
  const below = values.replace(/^ci\/(\w+)-values\.yaml$/, 'values-$1.yaml');
  const files = below !== values && existsSync(join(CHART, below)) ? [below, values] : [values];
  return files.flatMap((file) => ['-f', join(CHART, file)]);
}

export const helm = (...args: string[]) => run(HELM, args);

/** What helm says besides what it was asked for. */
export const besides = async (...args: string[]) => (await promisify(execFile)(HELM, args)).stderr;

/** All objects that the chart makes of a values file and more settings. */
export async function render(values: string, ...settings: string[]): Promise<Rendered[]> {
  const set = settings.flatMap((setting) => ['--set', setting]);
  const text = await helm('template', 'shop', CHART, ...withValues(values), '--namespace', 'shop', ...set);
  return parseAllDocuments(text).flatMap((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    const object = document.toJS() as Rendered | null;
    return object ? [object] : [];
  });
}

/** The pod of an object that makes pods, or is one. */
export function podOf(object: Rendered): PodSpec | undefined {
  if (object.kind === 'Pod') return object.spec as unknown as PodSpec;
  const job = object.spec?.['jobTemplate'] as Pick<Rendered, 'spec'> | undefined;
  const template = (job ?? object).spec?.['template'] as { spec?: PodSpec } | undefined;
  return template?.spec?.containers ? template.spec : undefined;
}
