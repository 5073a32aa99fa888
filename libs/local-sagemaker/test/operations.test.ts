import * as E from 'fp-ts/Either';
import { rmSync } from 'node:fs';
import { startWith } from '../src/local-sagemaker';
import { temporaryFolder } from '../src/machine/temporary-folder.fixtures';
import { allOperations } from '../src/operations';
import { serviceModels } from '../src/service-model/shapes';
import { machineryOf, newScript } from './scripted-machinery.fixtures';
import { testSettings } from './test-server.fixtures';

describe('the operations', () => {
  it('are those of the service models, each once', async () => {
    const folder = temporaryFolder();
    const script = newScript();
    const names: string[] = [];
    const started = await startWith(
      () => machineryOf(script),
      (cloud) => {
        const operations = allOperations(cloud);
        names.push(...operations.map(({ name }) => name));
        return operations;
      },
    )(testSettings(folder, script))();
    if (E.isRight(started)) await started.right.stop();
    rmSync(folder, { recursive: true, force: true });
    const implemented = serviceModels.flatMap((model) => Object.keys(model.operations));
    expect(names.sort()).toEqual(implemented.sort());
  });
});
