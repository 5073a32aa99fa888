import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { decodeOptions, type RawOptions } from './options';

const raw: RawOptions = { rows: '1000', seed: '1', port: '0', s3Port: '0', state: '.local-cloud' };

const messageOf = (options: RawOptions): string => {
  const decoded = decodeOptions(options);
  return E.isLeft(decoded) ? decoded.left.message : '';
};

describe('The options of start', () => {
  it('are numbers where they have to be', () => {
    expect(decodeOptions({ ...raw, rows: '777715', port: '8080' })).toMatchObject({
      right: { data: { _tag: 'Generated', rows: 777715, seed: 1 }, port: 8080, once: false },
    });
  });

  it('give each data set a separate cloud, unless --state is given', () => {
    const stateOf = (options: Partial<RawOptions>) => {
      const decoded = decodeOptions({ rows: '10', seed: '1', port: '0', s3Port: '0', ...options });
      return E.isRight(decoded) ? decoded.right.state : undefined;
    };
    expect(stateOf({})).toMatch(/\.local-cloud\/loans-10-1$/);
    expect(stateOf({ rows: '20' })).toMatch(/\.local-cloud\/loans-20-1$/);
    expect(stateOf({ data: 'some/where/mine.csv' })).toMatch(/\.local-cloud\/mine$/);
    expect(stateOf({ state: 'here' })).toBe('here');
  });

  it('take a file of the user instead of generated loans', () => {
    expect(decodeOptions({ ...raw, data: 'mine.csv' })).toMatchObject({
      right: { data: { _tag: 'File', path: 'mine.csv' } },
    });
  });

  it('accept every whole number in range and refuse every other text, by the name of the option', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer().map(String), fc.double().map(String), fc.string()), (text) => {
        const isPort = /^\d{1,10}$/.test(text) && Number(text) <= 65_535;
        expect(messageOf({ ...raw, port: text }) === '').toBe(isPort);
        if (!isPort) expect(messageOf({ ...raw, port: text })).toContain(`--port is ${JSON.stringify(text)}`);
      }),
    );
  });

  it('name the run to resume', () => {
    expect(decodeOptions({ ...raw, runId: 'monday' })).toMatchObject({ right: { runId: 'monday' } });
    expect(messageOf({ ...raw, runId: 'Next Monday' })).toContain(
      '--run-id is "Next Monday": expected words',
    );
  });

  it.each(['rows', 'seed', 'port', 's3Port'] as const)(
    'name %s when it is wrong, and exit with 2',
    (name) => {
      const decoded = decodeOptions({ ...raw, [name]: 'many' });
      expect(decoded).toMatchObject({ left: { exitCode: 2 } });
    },
  );
});
