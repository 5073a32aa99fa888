import { settingsOf } from '../src/world/settings';

describe('the settings of the environment', () => {
  it('have defaults', () => {
    expect(settingsOf({})).toMatchObject({ right: { requestTimeout: 20_000, stopTimeout: 8_000 } });
    expect(settingsOf({ CREDIT_RISK_STOP_TIMEOUT: '' })).toMatchObject({ right: { stopTimeout: 8_000 } });
  });

  it('are seconds, and parts of seconds', () => {
    const given = { CREDIT_RISK_REQUEST_TIMEOUT: '0.5', CREDIT_RISK_STOP_TIMEOUT: '60' };
    expect(settingsOf(given)).toMatchObject({ right: { requestTimeout: 500, stopTimeout: 60_000 } });
  });

  it.each(['0', '-1', 'soon', '3601', 'Infinity'])('are refused by their name for %s', (text) => {
    for (const name of ['CREDIT_RISK_REQUEST_TIMEOUT', 'CREDIT_RISK_STOP_TIMEOUT'])
      expect(settingsOf({ [name]: text })).toMatchObject({
        left: { _tag: 'BadArguments', message: expect.stringContaining(`${name} is "${text}"`) },
      });
  });
});
