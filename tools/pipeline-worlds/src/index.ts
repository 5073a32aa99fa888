// What the tests of other projects use.
export { fakeProcess } from './fake-world/fake-processes';
export { fakeWorld, type FakeWorld, type FakeWorldOptions } from './fake-world/fake-world';
export { aRun, configOf, leftOf, rightOf, runId } from './fake-world/run';
export { startTestCloud, type TestCloud } from './local-cloud/test-cloud';
