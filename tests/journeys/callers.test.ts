import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { MANIFESTS } from '@sagashop/chassis/service/manifests';
import type { Service } from '@sagashop/chassis/service/service';
import { serviceApp } from '@sagashop/chassis/service/service-app';
import { ephemeralKeys } from '@sagashop/chassis/service/service-keys';
import { tokenMaker } from '@sagashop/chassis/service/tokens';
import { arrowsOf, callersOf } from '@sagashop/chassis/service/topology';
import { testContext } from '@sagashop/chassis/testing';
import { done } from '@sagashop/saga/message';
import { KEY_OWNERS } from '../../bin/lib/service-keys.js';
import { EVERYTHING, SERVICES } from '../../cli/src/services.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** A call, a command or an event, as contracts declare them. */
interface Asked {
  service?: string;
  name?: string;
  type?: string;
}
type Contract = Record<string, unknown>;

const contracts = new Map<string, Contract>();
for (const name of SERVICES)
  if (existsSync(join(ROOT, 'services', name, 'src', 'contract.ts')))
    contracts.set(name, (await import(`@sagashop/${name}/contract`)) as Contract);

const nameOf = ({ type, name }: Asked) => type ?? name!;
const isAsked = (value: unknown): value is Asked => {
  const { question, version, body, type } = (value ?? {}) as Record<string, unknown>;
  return question !== undefined || (typeof type === 'string' && type.includes('.') && !!(version ?? body));
};
const eventNames = new Set(
  MANIFESTS.flatMap(({ name, publishes = [] }) => publishes.map((event) => `${name}.${event}`)),
);

/** `caller receiver what` for everything that manifests allow services, the gateway and the operator. */
const allowed = [
  ...arrowsOf(MANIFESTS).map(({ from, to, name }) => `${from} ${to} ${name}`),
  ...MANIFESTS.flatMap(({ name, operatorCalls = [] }) =>
    operatorCalls.map((call) => `operator ${name} ${call}`),
  ),
];

/** The contracts' members that a file uses. */
function usedIn(file: string): { from: string; asked: Asked }[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const found = text.matchAll(/import (\* as \w+|\{[^}]*\}) from '@sagashop\/(\w+)\/contract'/g);
  const own = text.matchAll(/import (\* as \w+|\{[^}]*\}) from '\.\.?\/(?:\.\.\/)*contract\.ts'/g);
  const names = [...found].map(([, what, from]) => ({ what: what!, from: from! }));
  const self = file.split('/')[1]!;
  names.push(...[...own].map(([, what]) => ({ what: what!, from: self })));
  return names.flatMap(({ what, from }) => {
    const contract = contracts.get(from)!;
    const alias = /^\* as (\w+)/.exec(what)?.[1];
    const used = alias
      ? [...text.matchAll(new RegExp(`\\b${alias}\\.(\\w+)`, 'g'))].map(([, name]) => name!)
      : what
          .replace(/[{}]/g, '')
          .split(',')
          .map((part) => part.trim().split(' ')[0]!);
    return used.flatMap((name) => {
      const value = contract[name];
      if (typeof value === 'function') return askedBy(value, contract, from);
      if (isAsked(value)) return [{ from, asked: value }];
      const inside = value && typeof value === 'object';
      const members = inside ? Object.entries(value).filter(([, one]) => isAsked(one)) : [];
      return members
        .filter(([member]) => text.includes(`${name}.${member}`))
        .map(([, asked]) => ({ from, asked: asked as Asked }));
    });
  });
}

/** What a function of a contract asks: the contract's members that its text names. */
function askedBy(used: unknown, contract: Contract, from: string): { from: string; asked: Asked }[] {
  return Object.entries(contract)
    .filter(([name, value]) => isAsked(value) && new RegExp(`\\b${name}\\b`).test(String(used)))
    .map(([, asked]) => ({ from, asked: asked as Asked }));
}

/** The same for everything that the code of services and the gateway really asks of others. */
function called(): Set<string> {
  const calls = EVERYTHING.flatMap((caller) =>
    globSync(`services/${caller}/src/**/*.ts`, { cwd: ROOT })
      .filter((file) => !file.endsWith('/contract.ts'))
      .flatMap(usedIn)
      .flatMap(({ from, asked }) => {
        if (eventNames.has(nameOf(asked)))
          return from === caller ? [] : [`${from} ${caller} ${nameOf(asked)}`];
        return asked.service === caller ? [] : [`${caller} ${asked.service} ${nameOf(asked)}`];
      }),
  );
  return new Set([...calls, ...EVERYTHING.flatMap(askedOfAll)]);
}

/** What a service asks of all that have a capability, where its code looks for them. */
function askedOfAll(caller: string): string[] {
  const code = globSync(`services/${caller}/src/**/*.ts`, { cwd: ROOT }).map((file) =>
    readFileSync(join(ROOT, file), 'utf8'),
  );
  const found = code.flatMap((text) =>
    [...text.matchAll(/withCapability\(MANIFESTS, '([\w-]+)'\)/g)].map(([, name]) => name),
  );
  return arrowsOf(MANIFESTS)
    .filter(({ from, capability }) => from === caller && found.includes(capability))
    .map(({ from, to, name }) => `${from} ${to} ${name}`);
}

test('who may ask what is what is really asked, and nothing more', () => {
  const services = allowed.filter((one) => !one.startsWith('operator '));
  assert.deepEqual(services.toSorted(), [...called()].sort());
});

test('everything else is refused, whoever asks', async () => {
  const keys = ephemeralKeys(...KEY_OWNERS);
  const context = testContext({});
  const names = new Set(
    [...contracts.values()].flatMap((contract) =>
      Object.values(contract).flatMap((value) =>
        isAsked(value)
          ? [nameOf(value)]
          : Object.values(value as object)
              .filter(isAsked)
              .map(nameOf),
      ),
    ),
  );
  for (const { name } of arrowsOf(MANIFESTS)) names.add(name);
  const calls = [...names].filter((name) => !name.includes('.'));
  const commands = [...names].filter((name) => name.includes('.') && !eventNames.has(name));
  for (const receiver of SERVICES) {
    const app = serviceApp({ ...context, keys, services: [answersAll(receiver, calls)] });
    after(() => app.close());
    for (const caller of KEY_OWNERS) {
      const headers = { 'x-sagashop-token': tokenMaker(keys, caller)('service', receiver) };
      const ask = (url: string, payload: object) => app.inject({ method: 'POST', url, headers, payload });
      const may = (what: string) => allowed.includes(`${caller} ${receiver} ${what}`);
      for (const name of calls) {
        const { statusCode } = await ask(`/internal/${name}`, {});
        assert.equal(statusCode, may(name) ? 200 : 403, `${caller} asks ${receiver} ${name}`);
      }
      for (const type of eventNames) {
        const { statusCode } = await ask(`/internal/events/${type}`, { bodies: [] });
        assert.equal(statusCode, may(type) ? 204 : 403, `${caller} tells ${receiver} ${type}`);
      }
      for (const type of commands) {
        const answer = await ask('/messages', { commands: [commandOf(type)] });
        const well = answer.statusCode === 200 && answer.json().replies[0].kind === 'done';
        assert.equal(well, may(type), `${caller} sends ${receiver} ${type}`);
      }
    }
  }
});

/** A service that answers whatever it is asked, for whom its contract lets in. */
function answersAll(name: string, calls: readonly string[]): Service {
  return {
    name,
    callers: callersOf(MANIFESTS, name),
    routes: () => {},
    calls: Object.fromEntries(calls.map((call) => [call, Object.assign(async () => ({}), { question: {} })])),
    handle: async () => done(),
    subscribes: Object.fromEntries([...eventNames].map((type) => [type, async () => {}])),
    ready: async () => {},
    start: async () => {},
    stop: async () => {},
  };
}

const ID = '019a0000-0000-7000-8000-000000000001';
const commandOf = (type: string) => ({
  ...{ id: ID, type, version: 1, saga: ID, order: ID, expiresAt: null, trace: null, body: {} },
});
