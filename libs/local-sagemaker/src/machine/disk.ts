// The disk of this machine, which stands for the volumes that jobs request.
import { closeSync, fstatSync, openSync, readSync, statfsSync } from 'node:fs';
import { isRecord } from './is-record';

/**
 * How a container's folder is removed: its last processes may write into a folder that was just emptied while they are
 * being killed, so it is tried again.
 */
export const WHOLLY = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 } as const;

/** What to do about a full disk. */
export const DISK_FULL =
  'No space left on the disk of this machine. Free some space in the state folder or give the server another one; a larger VolumeSizeInGB changes nothing here, no volume is set aside.';

/** What went wrong, in words; of a full disk also what to do. */
export const causeText = (cause: unknown): string => {
  if (!isRecord(cause)) return String(cause);
  if (cause.code === 'ENOSPC') return DISK_FULL;
  const name = typeof cause.name === 'string' && cause.name !== 'Error' ? `${cause.name}: ` : '';
  return typeof cause.message === 'string' ? `${name}${cause.message}` : String(cause);
};

const LEAST_FREE_BYTES = 1_048_576;

/** What is wrong if the disk of a folder is as good as full, and what to do; undefined if it is not. */
export const noRoomIn = (folder: string): string | undefined => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < LEAST_FREE_BYTES
    ? `No space left on the disk of ${folder}: free some there, or give another folder with --state.`
    : undefined;
};

const LOG_END_BYTES = 4_096;

const endOfFile = (file: string): string => {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const end = Buffer.alloc(Math.min(size, LOG_END_BYTES));
    readSync(handle, end, 0, end.length, size - end.length);
    return end.toString('utf8');
  } finally {
    closeSync(handle);
  }
};

/** Whether a container that failed ran out of disk: its log says so, or cannot be written any more. */
export const ranOutOfDisk = (folder: string, logFile: string): boolean => {
  try {
    return noRoomIn(folder) !== undefined || /No space left on device|ENOSPC/.test(endOfFile(logFile));
  } catch {
    return false;
  }
};
