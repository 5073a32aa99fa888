// SHA-256 by Node: a program that starts need not wait for one in JavaScript.
import { hash } from 'node:crypto';

/** The digest of a text, in hex. */
export const sha256 = (text: string): string => hash('sha256', text);
