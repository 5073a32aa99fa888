import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as E from 'fp-ts/Either';
import { decode, jsonSchema } from '@credit-risk/io-ts-schema';
import {
  ClientId,
  contractVersion,
  contractVersionOf,
  endpointResponseOf,
  EventTime,
  type Feature,
  featureGroupDefinition,
  featureGroupDefinitionOf,
  featureTable,
  featureVectorOf,
  fileIdentity,
  jsonContractOf,
  jsonContractText,
  LoanId,
  modelInputOf,
  recordConversionOf,
  recordIdentity,
} from '../src/index';

const [first, ...others] = featureTable;

describe('the generated contract', () => {
  it('is up to date: `libs/loan-features/scripts/write-contract.ts` writes it', () => {
    const generated = readFileSync(resolve(__dirname, '../../../jobs/contract/loan-features.json'), 'utf8');
    expect(generated).toBe(jsonContractText(featureTable));
  });

  it('names the eight raw columns that features need', () => {
    expect(jsonContractOf(featureTable).rawColumns).toHaveLength(8);
  });
});

describe('the contract version', () => {
  it('is 16 hex digits', () => expect(contractVersion).toMatch(/^[0-9a-f]{16}$/));

  it('stays when only the wording changes', () => {
    expect(contractVersionOf([{ ...first, description: 'Other words' }, ...others])).toBe(contractVersion);
  });

  it.each([
    ['a name', { name: 'nb_loans' }],
    ['a type', { type: 'double' as const }],
    ['a unit', { unit: 'dozens' }],
    ['a null rule', { nullable: true }],
    ['a minimum', { minimum: 1 }],
    ['a definition', { definition: 'k + 1' }],
  ])('changes with %s', (_what, change) => {
    expect(contractVersionOf([{ ...first, ...change }, ...others])).not.toBe(contractVersion);
  });

  it.each([
    ['a column of the feature file', { file: { ...fileIdentity, clientId: 'id' }, record: recordIdentity }],
    [
      'a feature of the records',
      { file: fileIdentity, record: { ...recordIdentity, eventTime: 'loan_date' } },
    ],
  ])('changes with the name of %s', (_what, names) => {
    expect(contractVersionOf(featureTable, { file: fileIdentity, record: recordIdentity })).toBe(
      contractVersion,
    );
    expect(contractVersionOf(featureTable, names)).not.toBe(contractVersion);
  });

  it('changes with the order', () => {
    const [second, ...rest] = others;
    expect(contractVersionOf([second, first, ...rest])).not.toBe(contractVersion);
  });
});

describe('the feature group', () => {
  it('has the client as identifier, the event time, the loan and the features, and never the label', () => {
    expect(featureGroupDefinition).toEqual({
      recordIdentifierFeatureName: 'id',
      eventTimeFeatureName: 'event_time',
      featureDefinitions: [
        { FeatureName: 'id', FeatureType: 'Integral' },
        { FeatureName: 'event_time', FeatureType: 'String' },
        { FeatureName: 'loan_id', FeatureType: 'Integral' },
        { FeatureName: 'nb_previous_loans', FeatureType: 'Integral' },
        { FeatureName: 'avg_amount_loans_previous', FeatureType: 'Fractional' },
        { FeatureName: 'age', FeatureType: 'Integral' },
        { FeatureName: 'years_on_the_job', FeatureType: 'Integral' },
        { FeatureName: 'flag_own_car', FeatureType: 'Integral' },
      ],
    });
  });
});

describe('a sixth feature, added to the table alone', () => {
  const sixth = {
    name: 'largest_amount_previous',
    type: 'double',
    unit: 'currency',
    nullable: true,
    minimum: 0,
    description: 'Largest amount of the loans that the client took on earlier days',
    definition: 'max loan_amount of the loans of the client with a strictly earlier loan_date; null if none',
    example: 164.7,
    statement: (value) => `the largest loan on an earlier day was ${value ?? 'none'}`,
  } as const satisfies Feature;
  const wider = [...featureTable, sixth] as const;
  const five = {
    nb_previous_loans: 1,
    avg_amount_loans_previous: 100.5,
    age: 40,
    years_on_the_job: null,
    flag_own_car: 0 as const,
  };
  const features = { ...five, largest_amount_previous: 100.5 };
  const [clientId, loanId, eventTime]: readonly unknown[] = ['1', '2', '2020-01-01T00:00:00.000Z'];

  it('is in the codec and its JSON Schema', () => {
    const Wider = featureVectorOf(wider);
    expect(decode(Wider)(features)).toEqual(E.right(features));
    expect(decode(Wider)({ ...features, largest_amount_previous: -1 })).toMatchObject(
      E.left([{ path: '$.largest_amount_previous' }]),
    );
    expect(jsonSchema(Wider)).toHaveProperty('properties.largest_amount_previous');
  });

  it('is in the feature group', () => {
    expect(featureGroupDefinitionOf(wider).featureDefinitions).toContainEqual({
      FeatureName: 'largest_amount_previous',
      FeatureType: 'Fractional',
    });
  });

  it('is in records', () => {
    const { toRecord, fromRecord } = recordConversionOf(wider);
    if (!ClientId.is(clientId) || !LoanId.is(loanId) || !EventTime.is(eventTime)) throw new Error('not ids');
    const loan = { clientId, loanId, eventTime, features };
    expect(toRecord(loan)).toContainEqual({ FeatureName: 'largest_amount_previous', ValueAsString: '100.5' });
    expect(fromRecord(toRecord(loan))).toEqual(E.right(loan));
  });

  it("is the last of the model's input", () => {
    expect(modelInputOf(wider).columns.at(-1)?.name).toBe('largest_amount_previous');
  });

  it("is among the contributions in the endpoint's response", () => {
    const contributions = Object.fromEntries(wider.map(({ name }) => [name, 0.01]));
    const response = {
      contractVersion: 'c',
      modelName: 'm',
      modelVersion: 'v',
      threshold: 0.1,
      predictions: [{ probabilityOfDefault: 0.2, decision: 'decline' as const, contributions }],
    };
    expect(decode(endpointResponseOf(wider))(response)).toEqual(E.right(response));
    expect(decode(endpointResponseOf(featureTable))(response)).toMatchObject(
      E.left([{ path: '$.predictions[0].contributions.largest_amount_previous' }]),
    );
  });

  it('is in the JSON contract, under another version', () => {
    const contract = jsonContractOf(wider);
    expect(contract.features.at(-1)?.name).toBe('largest_amount_previous');
    expect(contract.contractVersion).not.toBe(contractVersion);
  });
});
