import * as fc from 'fast-check';
import { createEndpoint, processingJob, requestDigest, requestDigestTag, tagsOf, trainingJob } from './index';
import { arbitraryRun } from './arbitrary-run.fixtures';
import { runWith } from './run.fixtures';

const data = { featuresUri: 's3://a/features', personsUri: 's3://a/persons' };

describe('the digest of a request', () => {
  it('does not see the tags nor the order of members', () => {
    expect(requestDigest({ EndpointName: 'a', Tags: [] })).toBe(requestDigest({ EndpointName: 'a' }));
    expect(requestDigest({ a: 1, b: 2 })).toBe(requestDigest({ b: 2, a: 1 }));
  });

  it('sees everything else', () => {
    const run = runWith();
    const digest = requestDigest(trainingJob(run, data));
    expect(requestDigest(trainingJob(runWith({ training: { seed: 1 } }), data))).not.toBe(digest);
    expect(requestDigest(trainingJob(run, { ...data, personsUri: 's3://b' }))).not.toBe(digest);
  });

  it('is a tag of the request', () => {
    fc.assert(
      fc.property(arbitraryRun, (run) => {
        const request = processingJob(run);
        const tag = request.Tags.find(({ Key }) => Key === requestDigestTag);
        expect(tag?.Value).toBe(requestDigest(request));
      }),
    );
  });
});

describe('the tags of a resource', () => {
  it("are the configured ones and the pipeline's own", () => {
    expect(tagsOf(runWith({}, { tags: { team: 'lending' } }), 'training', 'ab12')).toEqual([
      { Key: 'team', Value: 'lending' },
      { Key: 'credit-risk:project', Value: 'credit-risk' },
      { Key: 'credit-risk:environment', Value: 'local' },
      { Key: 'credit-risk:stage', Value: 'training' },
      { Key: 'credit-risk:run-id', Value: '20261124t101502-k3f9' },
      { Key: 'credit-risk:attempt', Value: '1' },
      { Key: 'credit-risk:request-digest', Value: 'ab12' },
    ]);
  });

  it('never repeat a key', () => {
    fc.assert(
      fc.property(arbitraryRun, (run) => {
        const keys = createEndpoint(run, { endpointConfigName: 'a' }).Tags.map(({ Key }) => Key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
