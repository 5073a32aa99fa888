import { sageMakerPredictions } from '@credit-risk/prediction-client/sagemaker';
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { mostByItself } from '../src/desk.js';
import { service } from '../src/service.js';
import { type Double, startDouble } from './double.js';

describe('the desk', () => {
  let double: Double;
  const apply = async (application: object) => {
    const response = await service(sageMakerPredictions(double.settings)).inject({
      method: 'POST',
      url: '/applications',
      payload: application,
    });
    const body: Record<string, unknown> = response.json();
    return { status: response.statusCode, ...body };
  };

  before(async () => {
    double = await startDouble();
    await double.addClient('1', 3);
    await double.addClient('2', 40);
  });
  afterEach(() => double.setFaults([]));
  after(() => double.stop());

  it('approves whom the model approves', async () => {
    const { outcome, amount, predictionId } = {
      predictionId: '',
      amount: 0,
      outcome: '',
      ...(await apply({ clientId: '1', amount: 500 })),
    };
    assert.deepEqual([outcome, amount], ['approved', 500]);
    assert.match(predictionId, /^[0-9a-f-]{36}$/);
  });

  it('declines whom the model declines, and says why', async () => {
    const { outcome, reasons } = {
      outcome: '',
      reasons: [],
      ...(await apply({ clientId: '2', amount: 500 })),
    };
    assert.equal(outcome, 'declined');
    assert.deepEqual(reasons, [
      'The client took 40 loans before this one, which raises the probability of default by 40.00 percentage points.',
    ]);
  });

  it('refers to a colleague: large amounts, unknown clients, and every client while the model does not respond', async () => {
    const referred = { status: 200, outcome: 'referred', to: 'a colleague' };
    assert.deepEqual(await apply({ clientId: '1', amount: mostByItself + 1 }), {
      ...referred,
      because: 'more than 10000 is asked for',
    });
    assert.deepEqual(await apply({ clientId: '3', amount: 1 }), {
      ...referred,
      because: 'the client has no loan yet',
    });
    await double.setFaults([{ operation: 'InvokeEndpoint', code: 'ServiceUnavailable' }]);
    assert.deepEqual(await apply({ clientId: '1', amount: 1 }), {
      ...referred,
      because: 'the model does not respond now',
    });
  });

  it('does not notice what passes while it waits', async () => {
    await double.setFaults([{ operation: '*', code: 'ThrottlingException', count: 2 }]);
    assert.equal({ outcome: '', ...(await apply({ clientId: '1', amount: 1 })) }.outcome, 'approved');
  });

  it('refuses a malformed application', async () => {
    assert.equal((await apply({ clientId: 'x', amount: 1 })).status, 400);
    assert.equal((await apply({ clientId: '1' })).status, 400);
  });
});
