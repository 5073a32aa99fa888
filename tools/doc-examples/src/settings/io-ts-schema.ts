// What the examples of io-ts-schema name.
import { type Codec, integer } from '@credit-risk/io-ts-schema';

export { default as fc } from 'fast-check';
export * as E from 'fp-ts/Either';

export const codec: Codec<number> = integer({ minimum: 1 });
