import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';
import { isAsClaimed, render } from '../src/rendered';

describe('a value', () => {
  it.each([
    [{ a: [1, 'x', null], 'b-c': {}, d: undefined }, "{ a: [1, 'x', null], 'b-c': {}, d: undefined }"],
    [E.right({ a: O.some(1), b: O.none }), 'right({ a: some(1), b: none })'],
    [E.left("it's"), 'left("it\'s")'],
    [{ _tag: 'Same' }, "{ _tag: 'Same' }"],
    [new Map([['a', 1]]), "Map(1) { 'a' => 1 }"],
  ])('is written down as in an example', (value, text) => {
    expect(render(value)).toBe(text);
  });
});

describe('what an example says', () => {
  it('has to be all of it', () => {
    expect(isAsClaimed("{ a: '(1)' }", "{ a: '(1)' }")).toBe(true);
    expect(isAsClaimed('[1, 2]', '[1')).toBe(false);
    expect(isAsClaimed('12', '1.')).toBe(false);
  });

  it('may leave out what an ellipsis stands for', () => {
    expect(isAsClaimed("right({ a: 1, b: 'xy', c: 2 })", "right({ a: 1, b: 'x…', … })")).toBe(true);
    expect(isAsClaimed("right({ a: 2, b: 'xy' })", 'right({ a: 1, … })')).toBe(false);
  });
});
