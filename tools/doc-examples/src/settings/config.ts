// What the examples of config name.
export { default as fc } from 'fast-check';
export * as E from 'fp-ts/Either';
