import { eachCode, isTest, type Rule } from './source.ts';

/** The paths where a rule does not bite, each with its reason. */
type Except = readonly RegExp[];
const within = (except: Except, path: string) => except.some((pattern) => pattern.test(path));

const SQL_HERE: Except = [
  /^services\/\w+\/src\/store\//,
  // What every service's tables have in common: migrations, keys, outbox, the clock of a transaction.
  /^packages\/chassis\/src\/guards\/(?:idempotency|throttle)\.ts$/,
  /^packages\/outbox\/src\/outbox-(?:relay|check)\.ts$/,
  /^packages\/vocabulary\/src\/audit-call\.ts$/, // what all answers to the audit are read on
  // The floor that speaks with PostgreSQL: it connects, begins and ends, migrates.
  /^packages\/chassis\/src\/postgres\//,
  /^packages\/saga\/src\/(?:log|saves|claim|leases|tables)-postgres\.ts$/,
  /^packages\/saga\/examples\//, // has no rooms
  /^packages\/csv\/src\/(?:snapshot-rows|long-transaction)\.ts$/, // they begin and end; the queries are their callers'
  /^packages\/audit-log\/src\/(?:write-audit-log|audit-log-call|entry-check)\.ts$/, // a table that every service has
  /^packages\/pictures\/src\/files\.ts$/, // a table that every service with pictures has
  /^packages\/figures\/src\/database-figures\.ts$/, // asks any service's database how large it is
  /^packages\/lab\/src\/lab-(?:table|row|counts)\.ts$/, // the tables by which processes share a laboratory
  /^packages\/lab\/src\/own-connections\.ts$/, // strikes any service's own connections
  /^cli\/src\/postgres\//, // makes databases and roles
  /^cli\/src\/backup\/(?:moment|tables|copy|load|departed)\.ts$/, // copies tables as they are
  /^bench\//,
];
const TAGGED = /\b(?:sql|tx|db|connection)\s*(?:<[^`;()]*>)?\s*`/;
const UNSAFE = /\.(?:unsafe|file)\s*\(/;
const STATEMENT =
  /['"`]\s*(?:select\s[\s\S]{0,200}?\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+(?:table|index)\s)/i;

/** SQL stands in store/ alone: who looks for a query knows where. */
export const sqlInStore: Rule = (files) =>
  eachCode(files, ({ path }, { code, uncommented }) => {
    if (isTest(path) || within(SQL_HERE, path)) return undefined;
    return TAGGED.test(code) || UNSAFE.test(code) || STATEMENT.test(uncommented)
      ? 'has SQL outside store/'
      : undefined;
  });

const LISTEN_HERE: Except = [
  /^services\/\w+\/src\/main\.ts$/,
  /^cli\/src\/(?:up|serve)\.ts$/,
  /^web\/server\/main\.ts$/,
  /^packages\/chassis\/src\/service\/process\.ts$/, // a service's main.ts is one call of it
  /^packages\/chassis\/src\/observe\/metrics-port\.ts$/, // for whoever starts a process
  /^cli\/src\/port\.ts$/, // asks whether a port is free
  /^cli\/src\/load\/bare[a-z-]*\.ts$/, // the bare route that orders are measured against
  /^(?:bench|bin)\//,
];

/** A service never listens; whoever starts a process does. */
export const listenInMain: Rule = (files) =>
  eachCode(files, ({ path }, { code }) => {
    if (isTest(path) || within(LISTEN_HERE, path)) return undefined;
    return /\.listen\s*\(/.test(code) ? 'listens; only what starts a process may' : undefined;
  });

const ENVIRONMENT_HERE: Except = [
  /\/config\.ts$/,
  /^packages\/\w+\/examples\//, // is a whole program
  /^cli\/src\/postgres\/runner\.ts$/, // gives the engine PATH and nothing else
  /^(?:bench|bin)\//,
];

/** The environment is read in config.ts alone, through a schema that names what is wrong. */
export const environmentInConfig: Rule = (files) =>
  eachCode(files, ({ path }, { code }) => {
    if (isTest(path) || within(ENVIRONMENT_HERE, path)) return undefined;
    return /\bprocess\s*\.\s*env\b/.test(code) ? 'reads the environment outside config.ts' : undefined;
  });

const SKIPPED = /\b(?:it|test|describe|suite)\s*\.\s*(?:only|skip|todo)\b|\b(?:only|skip|todo)\s*:\s*true\b/;

/** Every test runs, always. */
export const noSkippedTests: Rule = (files) =>
  eachCode(files, (_file, { code }) =>
    SKIPPED.test(code) ? 'has a test that is skipped or runs alone' : undefined,
  );

const LATER = new RegExp(['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].map((word) => `\\b${word}\\b`).join('|'));

/** What is left to do stands in the tracker. */
export const nothingLeftToDo: Rule = (files) =>
  files.flatMap(({ path, text }) =>
    LATER.test(text) ? [{ path, says: 'says that something is left to do' }] : [],
  );

const MACHINE_PATH = /['"`](?:file:\/\/)?\/(?:work|tmp|home|root|opt|Users)\//;

/** Nothing depends on one machine's folders. */
export const noMachinePaths: Rule = (files) =>
  eachCode(files, ({ path }, { uncommented }) =>
    !isTest(path) && MACHINE_PATH.test(uncommented) ? 'names a folder of one machine' : undefined,
  );
