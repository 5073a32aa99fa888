// Signature Version 4 of AWS, for calls whose body is a text. Our own, since it is a part of every request: see ADR 8.
import { createHmac, hash } from 'node:crypto';

/** The signer's credentials. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A header: its name in lower case, its value without space around it. */
export type Header = readonly [name: string, value: string];

/** A request to sign. */
export interface Unsigned {
  readonly method: string;
  /** As it is sent. */
  readonly path: string;
  /** At most one parameter, escaped; empty where there is none. */
  readonly query: string;
  readonly headers: readonly Header[];
  readonly body: string;
}

interface Moment {
  readonly second: number;
  /** `20261126T083000Z`. */
  readonly stamp: string;
  /** `20261126`. */
  readonly day: string;
}

interface SigningKey {
  readonly of: string;
  readonly key: string | Buffer;
}

const algorithm = 'AWS4-HMAC-SHA256';
const terminator = 'aws4_request';
const hashOfNothing = hash('sha256', '');
const dayLength = 'YYYYMMDD'.length;

const momentOf = (second: number): Moment => {
  const stamp = new Date(second * 1000).toISOString().replace(/[:-]|\.\d+/g, '');
  return { second, stamp, day: stamp.slice(0, dayLength) };
};

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const unreserved = /^[A-Za-z0-9\-._~/]*$/;
const hex = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
const escaped = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, hex);

// What is escaped already is escaped once more.
const canonical = (path: string): string =>
  unreserved.test(path) ? path : path.split('/').map(escaped).join('/');

const byName = ([a]: Header, [b]: Header): number => (a < b ? -1 : 1);

const dated = (headers: readonly Header[], { stamp }: Moment, { sessionToken }: Credentials): Header[] => {
  const all: Header[] = [...headers, ['x-amz-date', stamp]];
  if (sessionToken !== undefined) all.push(['x-amz-security-token', sessionToken]);
  return all.sort(byName);
};

/**
 * Signs for a service in a region: yields all headers to send, every one of them signed but the last.
 *
 * @param now milliseconds since 1970
 * @example
 * signer('sagemaker', 'eu-west-1', Date.now)({ method: 'GET', path: '/', query: '', headers: [['host', host]], body: '' }, credentials);
 * // [['host', …], ['x-amz-date', '20261126T083000Z'], ['authorization', 'AWS4-HMAC-SHA256 Credential=…']]
 */
export const signer = (service: string, region: string, now: () => number) => {
  // Good for a second, and for a day.
  let moment = momentOf(0);
  let signingKey: SigningKey = { of: '', key: '' };

  const presentMoment = (): Moment => {
    const second = Math.floor(now() / 1000);
    if (moment.second !== second) moment = momentOf(second);
    return moment;
  };
  const keyOf = (secret: string, day: string): string | Buffer => {
    const of = `${day} ${secret}`;
    if (signingKey.of !== of)
      signingKey = {
        of,
        key: [day, region, service, terminator].reduce<string | Buffer>(hmac, `AWS4${secret}`),
      };
    return signingKey.key;
  };

  return ({ method, path, query, headers, body }: Unsigned, who: Credentials): readonly Header[] => {
    const present = presentMoment();
    const { stamp, day } = present;
    const signed = dated(headers, present, who);
    const scope = `${day}/${region}/${service}/${terminator}`;
    let lines = '';
    for (const [name, value] of signed) lines += `${name}:${value}\n`;
    const names = signed.map(([name]) => name).join(';');
    const hashOfBody = body === '' ? hashOfNothing : hash('sha256', body);
    const request = hash(
      'sha256',
      `${method}\n${canonical(path)}\n${query}\n${lines}\n${names}\n${hashOfBody}`,
    );
    const toSign = `${algorithm}\n${stamp}\n${scope}\n${request}`;
    const signature = hmac(keyOf(who.secretAccessKey, day), toSign).toString('hex');
    const authorization = `${algorithm} Credential=${who.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
    return [...signed, ['authorization', authorization]];
  };
};
