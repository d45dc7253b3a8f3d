import asyncHooks from 'node:async_hooks';

// Loaded into the process of each test file before node:test is. To know which test a call belongs to, node:test has
// every promise of the process announced to it, and its end, too: a seventh of what a shop under test costs. Node
// carries a context along for next to nothing, and here node:test is told the test from there. A Node whose node:test
// asks in another way is left as it is.
const { AsyncLocalStorage, AsyncResource, createHook, executionAsyncId } = asyncHooks;
const RUNNER = 'node:internal/test_runner/harness';

const running = new AsyncLocalStorage(); // the id of the test that a call belongs to
let announce; // tells node:test of a test

asyncHooks.createHook = (callbacks) => {
  const theirs = !announce && callbacks.init && new Error().stack?.includes(RUNNER);
  if (!theirs) return createHook(callbacks);
  announce = callbacks.init;
  return { enable() {}, disable() {} };
};

asyncHooks.executionAsyncId = () => running.getStore() ?? executionAsyncId();

const { runInAsyncScope } = AsyncResource.prototype;
AsyncResource.prototype.runInAsyncScope = function (work, self, ...args) {
  const isTest = announce && typeof this.createSubtest === 'function';
  if (!isTest) return Reflect.apply(runInAsyncScope, this, [work, self, ...args]);
  const id = this.asyncId();
  announce(id, 'Test', 0, this);
  // Inside, since a resource brings along what was current where it was made.
  const known = () => running.run(id, () => Reflect.apply(work, self, args));
  return Reflect.apply(runInAsyncScope, this, [known]);
};
