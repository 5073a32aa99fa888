// Why a job failed, in the words of the service.
import type { ContainerExit } from '../containers/container';

const LONGEST = 1_024;
const OUT_OF_MEMORY = 137;

const shortened = (text: string): string => text.slice(0, LONGEST);

const isFullDisk = (cause: unknown): boolean =>
  cause instanceof Error && ('code' in cause ? cause.code === 'ENOSPC' : false);

/** Of something that went wrong around the container: its data, its image. */
export const clientError = (what: string, cause: unknown): string => {
  const text = isFullDisk(cause)
    ? 'the disk is full. Free some space, or give the job a larger volume.'
    : cause instanceof Error
      ? `${cause.name}: ${cause.message}`
      : String(cause);
  return shortened(`ClientError: ${what}: ${text}`);
};

/** Of an image that no launcher stands for, or whose program cannot be started. */
export const imageError = (reason: string): string => shortened(`ClientError: ${reason}`);

/** Of a container that ended with other than 0; `told` is what it left in its failure file. [W] */
export const algorithmError = (exit: ContainerExit, told: string): string => {
  if (exit._tag === 'NotStarted')
    return imageError(`The program of the image could not be started: ${exit.reason}`);
  if (exit.code === OUT_OF_MEMORY)
    return 'ClientError: Please use an instance type with more memory, or reduce the size of job data processed on an instance., exit code: 137';
  return `AlgorithmError: ${told.slice(0, LONGEST - 40)}, exit code: ${exit.code}`;
};
