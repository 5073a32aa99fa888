// Where a text stops being JSON: the engine's own message gives no line and changes with its release.

// A control character may not stand in a string; the class says so by what is allowed: from the space on.
const string = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![0-9a-zA-Z.])/;
const word = /(?:true|false|null)(?![0-9a-zA-Z])/;
const tokens = new RegExp(
  `[ \\t\\r\\n]*(?:(?<string>${string.source})|(?<value>${number.source}|${word.source})|(?<sign>[{}[\\],:]))`,
  'y',
);

type Expected =
  'a value' | 'a value or "]"' | 'a key' | 'a key or "}"' | '":"' | '"," or "}"' | '"," or "]"' | 'the end';

/** Where the text breaks the grammar, and what was expected there. */
export interface JsonFault {
  readonly offset: number;
  readonly expected: Expected;
}

interface Open {
  readonly bracket: '{' | '[';
  readonly around: Open | undefined;
}

interface State {
  /** The innermost bracket that is not closed yet. */
  readonly open: Open | undefined;
  readonly expected: Expected;
}

const afterValue = (open: Open | undefined): State => {
  if (open === undefined) return { open, expected: 'the end' };
  return { open, expected: open.bracket === '{' ? '"," or "}"' : '"," or "]"' };
};

const onSign = ({ open, expected }: State, sign: string): State | undefined => {
  const wantsValue = expected === 'a value' || expected === 'a value or "]"';
  if (sign === '{' && wantsValue) return { open: { bracket: '{', around: open }, expected: 'a key or "}"' };
  if (sign === '[' && wantsValue) return { open: { bracket: '[', around: open }, expected: 'a value or "]"' };
  if (sign === ':' && expected === '":"') return { open, expected: 'a value' };
  if (sign === ',' && expected === '"," or "}"') return { open, expected: 'a key' };
  if (sign === ',' && expected === '"," or "]"') return { open, expected: 'a value' };
  const closes =
    (sign === '}' && (expected === '"," or "}"' || expected === 'a key or "}"')) ||
    (sign === ']' && (expected === '"," or "]"' || expected === 'a value or "]"'));
  return closes ? afterValue(open?.around) : undefined;
};

const next = (state: State, token: Partial<Record<string, string>>): State | undefined => {
  const { open, expected } = state;
  if (token['sign'] !== undefined) return onSign(state, token['sign']);
  if (expected === 'a value' || expected === 'a value or "]"') return afterValue(open);
  const isKey = token['string'] !== undefined && (expected === 'a key' || expected === 'a key or "}"');
  return isKey ? { open, expected: '":"' } : undefined;
};

const skipSpace = (text: string, offset: number): number => {
  const space = /[ \t\r\n]*/y;
  space.lastIndex = offset;
  return offset + (space.exec(text)?.[0].length ?? 0);
};

/** The first fault of a text that is not JSON; `undefined` if it is JSON. */
export const jsonFault = (text: string): JsonFault | undefined => {
  const scan = new RegExp(tokens);
  let state: State = { open: undefined, expected: 'a value' };
  for (;;) {
    const offset = skipSpace(text, scan.lastIndex);
    if (offset === text.length)
      return state.expected === 'the end' ? undefined : { offset, expected: state.expected };
    const following = next(state, scan.exec(text)?.groups ?? { sign: '' });
    if (following === undefined) return { offset, expected: state.expected };
    state = following;
  }
};
