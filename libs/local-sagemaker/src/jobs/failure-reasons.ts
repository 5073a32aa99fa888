// Why a job failed, in the words of the service.
import type { ContainerExit } from '../containers/container';
import { causeText, DISK_FULL } from '../machine/disk';

const LONGEST = 1_024;
// Leaves room for the text around the container's message.
const LONGEST_MESSAGE = 980;
const OUT_OF_MEMORY = 137;

const shortened = (text: string): string => text.slice(0, LONGEST);

/** For a failure around the container: of its data or its image. */
export const clientError = (what: string, cause: unknown): string =>
  shortened(`ClientError: ${what}: ${causeText(cause)}`);

/** For a request that cannot be run here, an image without a launcher, a program that cannot be started. */
export const requestError = (reason: string): string => shortened(`ClientError: ${reason}`);

/** For a container that did not end with 0; `message` is the text of its failure file. [W] */
export const algorithmError = (exit: ContainerExit, message: string, outOfDisk: boolean): string => {
  if (exit._tag === 'NotStarted')
    return requestError(`The program of the image could not be started: ${exit.reason}`);
  if (outOfDisk) return `ClientError: ${DISK_FULL}, exit code: ${exit.code}`;
  if (exit.code === OUT_OF_MEMORY)
    return 'ClientError: Please use an instance type with more memory, or reduce the size of job data processed on an instance., exit code: 137';
  return `AlgorithmError: ${message.slice(0, LONGEST_MESSAGE)}, exit code: ${exit.code}`;
};
