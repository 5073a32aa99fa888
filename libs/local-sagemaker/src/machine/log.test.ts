import { placeOf } from './log';

describe('what is logged of an unexpected error', () => {
  it('is its kind and place, but not its message, which may quote a request', () => {
    const { error, at } = placeOf(new RangeError('client 4711 has no such value\n  of theirs'));
    expect(error).toBe('RangeError');
    expect(at[0]).toContain('log.test');
    expect(JSON.stringify({ error, at })).not.toMatch(/4711|theirs/);
  });

  it('is only its type when something else was thrown', () => {
    expect(placeOf('client 4711')).toEqual({ error: 'string', at: [] });
  });
});
