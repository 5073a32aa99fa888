import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as E from 'fp-ts/Either';
import { restored } from './example';

const read = (file: string): string => readFileSync(resolve(__dirname, file), 'utf8');

describe('the example of the README', () => {
  it('is the one that is run here', () => {
    const example = read('example.ts').replace('../src/index', '@credit-risk/loan-features');
    expect(read('../README.md')).toContain(`\`\`\`ts\n${example}\`\`\``);
  });

  it('gives back the loan', () => {
    expect(restored).toMatchObject(
      E.right({
        clientId: '5008804',
        eventTime: '2019-02-15T00:00:00.000Z',
        features: { avg_amount_loans_previous: 102.28336090329137, years_on_the_job: null },
      }),
    );
  });
});
