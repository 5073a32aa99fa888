// An interruption as the error of one stage.
import type { StageName } from '@credit-risk/sagemaker-jobs';
import type { Interrupted } from './pipeline-error';

/** The error of one stage that was interrupted; `remote` says what became of its work. */
export const interrupted = (stage: StageName, remote: string): Interrupted => ({
  _tag: 'Interrupted',
  stages: [{ stage, remote }],
});
