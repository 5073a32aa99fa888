import fc from 'fast-check';
import * as E from 'fp-ts/Either';
import { decodeFeatureVector, endpointRequest, FeatureVector, featureTable, modelInput } from '../src/index';
import { loans } from './loans.fixtures';

const vector = {
  nb_previous_loans: 3,
  avg_amount_loans_previous: 104.8,
  age: 32,
  years_on_the_job: null,
  flag_own_car: 1,
};

const pathsOf = (input: unknown): readonly string[] =>
  E.match(
    (errors: readonly { readonly path: string }[]) => errors.map(({ path }) => path),
    () => [],
  )(decodeFeatureVector(input));

describe('a feature vector', () => {
  it('is encoded and decoded to itself', () => {
    fc.assert(
      fc.property(loans, ({ features }) =>
        expect(decodeFeatureVector(FeatureVector.encode(features))).toEqual(E.right(features)),
      ),
    );
  });

  it('has null where a nullable feature is absent', () => {
    const given = Object.entries(vector).filter(([name]) => name !== 'years_on_the_job');
    expect(decodeFeatureVector(Object.fromEntries(given))).toEqual(E.right(vector));
  });

  it.each(featureTable.filter(({ nullable }) => !nullable).map(({ name }) => name))(
    'is not one without %s',
    (name) => {
      expect(pathsOf({ ...vector, [name]: undefined })).toEqual([`$.${name}`]);
      expect(pathsOf({ ...vector, [name]: null })).toEqual([`$.${name}`]);
    },
  );

  it.each([
    ['nb_previous_loans', -1],
    ['nb_previous_loans', 0.5],
    ['avg_amount_loans_previous', Number.POSITIVE_INFINITY],
    ['avg_amount_loans_previous', Number.NaN],
    ['age', '32'],
    ['years_on_the_job', -1],
    ['flag_own_car', 2],
    ['flag_own_car', true],
  ])('is not one with %s of %p', (name, value) => {
    expect(pathsOf({ ...vector, [name]: value })).toEqual([`$.${name}`]);
  });

  it('suggests the likely name of an unknown feature', () => {
    expect(decodeFeatureVector({ nb_previous_loans: 3, agee: 32, flag_own_car: 1 })).toMatchObject(
      E.left(expect.arrayContaining([expect.objectContaining({ path: '$.agee', nearMiss: 'age' })])),
    );
  });
});

describe("a model's input", () => {
  it('names the features in order', () => {
    expect(modelInput.columns.map(({ name }) => name)).toEqual([
      'nb_previous_loans',
      'avg_amount_loans_previous',
      'age',
      'years_on_the_job',
      'flag_own_car',
    ]);
  });

  it('is asked for with the contract version', () => {
    const [example] = fc.sample(loans, { numRuns: 1, seed: 3 });
    const features = example === undefined ? [] : [example.features];
    expect(endpointRequest(features)).toEqual({
      contractVersion: modelInput.contractVersion,
      instances: features,
    });
  });
});
