// SHA-256 outside of Node: a browser's own digest is asynchronous, too late for a constant.
import { sha256 as digestOf } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';

/** The digest of a text, in hex. */
export const sha256 = (text: string): string => bytesToHex(digestOf(utf8ToBytes(text)));
