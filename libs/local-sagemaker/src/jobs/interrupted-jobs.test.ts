import { interruptedProcessing, interruptedTraining } from './interrupted-jobs';
import type {
  DescribeProcessingJobResponse,
  DescribeTrainingJobResponse,
} from '../service-model/operations.generated';

const training = (TrainingJobStatus: 'InProgress' | 'Stopping'): DescribeTrainingJobResponse => ({
  TrainingJobName: 't',
  TrainingJobArn: 'arn',
  ModelArtifacts: { S3ModelArtifacts: 's3://b/k' },
  TrainingJobStatus,
  SecondaryStatus: 'Training',
  StoppingCondition: {},
  CreationTime: 1,
  SecondaryStatusTransitions: [
    { Status: 'Starting', StartTime: 1, EndTime: 2 },
    { Status: 'Training', StartTime: 2 },
  ],
});
const processing = (
  ProcessingJobStatus: DescribeProcessingJobResponse['ProcessingJobStatus'],
): DescribeProcessingJobResponse => ({
  ProcessingJobName: 'p',
  ProcessingJobArn: 'arn',
  ProcessingResources: {
    ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 1 },
  },
  AppSpecification: { ImageUri: 'i' },
  ProcessingJobStatus,
  CreationTime: 1,
});

describe('an interrupted job', () => {
  it('has failed with the reason', () => {
    expect(interruptedProcessing(processing('InProgress'), 'because', 9)).toEqual({
      ProcessingJobStatus: 'Failed',
      FailureReason: 'because',
      ProcessingEndTime: 9,
    });
  });

  it('that was being stopped is stopped, as requested', () => {
    expect(interruptedProcessing(processing('Stopping'), 'because', 9)).toEqual({
      ProcessingJobStatus: 'Stopped',
      ProcessingEndTime: 9,
    });
    expect(interruptedTraining(training('Stopping'), 'because', 9)).toMatchObject({
      TrainingJobStatus: 'Stopped',
      SecondaryStatus: 'Stopped',
    });
  });

  it('that trains ends its open secondary status and enters the last one', () => {
    expect(interruptedTraining(training('InProgress'), 'because', 9).SecondaryStatusTransitions).toEqual([
      { Status: 'Starting', StartTime: 1, EndTime: 2 },
      { Status: 'Training', StartTime: 2, EndTime: 9 },
      { Status: 'Failed', StartTime: 9, EndTime: 9, StatusMessage: 'Training job failed' },
    ]);
  });
});
