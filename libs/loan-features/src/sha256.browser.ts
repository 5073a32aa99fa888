// SHA-256 where there is no Node: a browser's own digest comes as a promise, too late for a constant.
import { sha256 as digestOf } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';

/** The digest of a text, in hex. */
export const sha256 = (text: string): string => bytesToHex(digestOf(utf8ToBytes(text)));
