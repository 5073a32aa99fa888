import { systemClock } from '@credit-risk/aws-effects';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import {
  createGroup,
  deleteGroup,
  ensureGroup,
  type FeatureGroups,
  type FeatureGroupState,
  renderGroupError,
  sageMakerFeatureGroups,
  waitForGroup,
} from '../src/index';
import { fakePatience } from './fake-clock.fixtures';
import { awsError } from './fake-online-store.fixtures';
import { groupSpec, quickPatience } from './groups.fixtures';
import { type LocalService, startService } from './local-sagemaker.fixtures';

const services: LocalService[] = [];

const transition = 50;

/** The service's time passes only when a group is looked at: a status is seen however busy the machine is. */
const real = async (): Promise<FeatureGroups> => {
  let now = Date.now();
  const sleep = (milliseconds: number): Promise<void> => systemClock.sleep(milliseconds)();
  const service = await startService({
    clock: { now: () => now, sleep },
    minimumTransitionMilliseconds: transition,
  });
  services.push(service);
  const groups = sageMakerFeatureGroups(service.sageMaker);
  const look: FeatureGroups['describe'] = (name) =>
    pipe(
      groups.describe(name),
      TE.map((state) => {
        now += transition;
        return state;
      }),
    );
  return { ...groups, describe: look };
};

afterAll(() => Promise.all(services.map(({ stop }) => stop())));

/** Groups in memory that need two looks to be created or deleted. */
const fakeGroups = (): FeatureGroups => {
  const groups = new Map<string, FeatureGroupState & { readonly looks: number }>();
  const next = { Creating: 'Created', Deleting: null } as const;
  const look = (name: string): FeatureGroupState | null => {
    const group = groups.get(name);
    if (group === undefined) return null;
    const { status } = group;
    if (group.looks === 0 && (status === 'Creating' || status === 'Deleting')) {
      const after = next[status];
      if (after === null) groups.delete(name);
      else groups.set(name, { ...group, status: after });
      return after === null ? null : { ...group, status: after };
    }
    groups.set(name, { ...group, looks: group.looks - 1 });
    return group;
  };
  return {
    create: (spec) => async () => {
      if (groups.has(spec.name)) return E.left(awsError('AlreadyExists', 'ResourceInUse'));
      groups.set(spec.name, {
        name: spec.name,
        arn: `arn:${spec.name}`,
        status: 'Creating',
        failureReason: null,
        definition: spec.definition,
        storageType: spec.onlineStore.storageType,
        offlineUri: spec.offlineStore?.uri ?? null,
        resolvedOfflineUri: null,
        looks: 2,
      });
      return E.right(undefined);
    },
    describe: (name) => async () => {
      const group = look(name);
      return group === null ? E.left(awsError('NotFound', 'ResourceNotFound')) : E.right(group);
    },
    remove: (name) => async () => {
      const group = groups.get(name);
      if (group === undefined) return E.left(awsError('NotFound', 'ResourceNotFound'));
      groups.set(name, { ...group, status: 'Deleting', looks: 2 });
      return E.right(undefined);
    },
  };
};

describe.each([
  ['in memory', async () => fakeGroups()],
  ['of a local SageMaker', real],
])('feature groups %s', (_name, open) => {
  const spec = groupSpec('risk-test-loans');
  let groups: FeatureGroups = fakeGroups();

  beforeAll(async () => {
    groups = await open();
  });

  it('are not there before they are created', async () => {
    expect(await groups.describe(spec.name)()).toMatchObject(E.left({ _tag: 'NotFound' }));
    expect(await deleteGroup(groups, quickPatience)(spec.name)()).toEqual(E.right(undefined));
  });

  it('are created and waited for', async () => {
    const statuses: (string | null)[] = [];
    const onStatus = (status: string | null): number => statuses.push(status);
    const made = await ensureGroup(groups, { ...quickPatience, onStatus })(spec)();
    expect(made).toMatchObject(
      E.right({ status: 'Created', definition: spec.definition, storageType: 'Standard_V2' }),
    );
    expect(statuses[0]).toBe('Creating');
    expect(statuses.at(-1)).toBe('Created');
  });

  it('are created once', async () => {
    expect(await createGroup(groups)(spec)()).toEqual(E.right('AlreadyThere'));
    expect(await ensureGroup(groups, quickPatience)(spec)()).toMatchObject(E.right({ status: 'Created' }));
  });

  it('are not taken for others: the differences are named', async () => {
    const [first, ...rest] = spec.definition.featureDefinitions;
    const changed = rest.map((each) =>
      each.FeatureName === 'age' ? { ...each, FeatureName: 'years' } : each,
    );
    const other = {
      ...spec,
      onlineStore: { ...spec.onlineStore, storageType: 'InMemory' as const },
      definition: {
        ...spec.definition,
        featureDefinitions: [...(first ? [{ ...first, FeatureType: 'String' as const }] : []), ...changed],
      },
    };
    const result = await ensureGroup(groups, quickPatience)(other)();
    expect(result).toEqual(
      E.left({
        _tag: 'GroupDiffers',
        name: spec.name,
        differences: [
          'feature id is Integral, expected String',
          'feature years is absent, expected Integral',
          'feature age is Integral, expected none',
          'online store is Standard_V2, expected InMemory',
        ],
      }),
    );
    expect(E.isLeft(result) && renderGroupError(result.left)).toMatch(
      /^feature group risk-test-loans exists and differs: feature id is Integral, expected String; /,
    );
  });

  it('are deleted and waited for, and may be created again', async () => {
    expect(await deleteGroup(groups, quickPatience)(spec.name)()).toEqual(E.right(undefined));
    expect(await groups.describe(spec.name)()).toMatchObject(E.left({ _tag: 'NotFound' }));
    expect(await ensureGroup(groups, quickPatience)(spec)()).toMatchObject(E.right({ status: 'Created' }));
  });
});

describe('a group that comes to nothing', () => {
  const state: FeatureGroupState = {
    name: 'g',
    arn: 'arn:g',
    status: 'CreateFailed',
    failureReason: 'The role may not be assumed',
    definition: groupSpec('g').definition,
    storageType: 'Standard_V2',
    offlineUri: null,
    resolvedOfflineUri: null,
  };
  const described = (status: string): FeatureGroups => ({
    create: () => TE.left(awsError('AlreadyExists', 'ResourceInUse')),
    describe: () => TE.right({ ...state, status }),
    remove: () => TE.right(undefined),
  });
  const patience = () => ({ ...fakePatience(), giveUpAfter: 60_000 });

  it('fails the wait with the reason', async () => {
    const result = await ensureGroup(described('CreateFailed'), patience())(groupSpec('g'))();
    expect(result).toMatchObject(E.left({ _tag: 'GroupFailed', status: 'CreateFailed' }));
    expect(E.isLeft(result) && renderGroupError(result.left)).toBe(
      'feature group g is CreateFailed: The role may not be assumed; delete it and create it again',
    );
  });

  it('fails the wait after its time, by name', async () => {
    const result = await waitForGroup(described('Creating'), patience())('g')();
    expect(E.isLeft(result) && renderGroupError(result.left)).toBe(
      'waited 60 s for feature group g to leave Creating, and gave up',
    );
  });

  it('fails its deletion', async () => {
    expect(await deleteGroup(described('DeleteFailed'), patience())('g')()).toMatchObject(
      E.left({ _tag: 'GroupFailed', status: 'DeleteFailed' }),
    );
  });
});
