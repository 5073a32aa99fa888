import workspace, { testsMayUse } from '../../eslint.config.mjs';

// One contract suite runs against a local SageMaker and against the fake.
export default [...workspace, testsMayUse('feature-store', 'local-sagemaker', 'io-ts-schema')];
