// What the examples of local-sagemaker name. What is only declared would leave a cloud behind: examples with it are compiled, and
// not run; the tests of the library start them.
import type * as local from '@credit-risk/local-sagemaker';

export * as E from 'fp-ts/Either';

export declare const startLocalCloud: typeof local.startLocalCloud;
export declare const startLocalSageMaker: typeof local.startLocalSageMaker;
export declare const server: local.LocalSageMaker;
