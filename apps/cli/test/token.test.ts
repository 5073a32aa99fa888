import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import * as TE from 'fp-ts/TaskEither';
import { text } from 'node:stream/consumers';
import { type Ended, subject } from './program.fixtures';

const token = (source: string): Promise<Ended> =>
  subject({}, (world) => ({
    ...world,
    readFile: (file) => (file === 'source.json' ? TE.right(source) : TE.left('no such file')),
  })).run('token', '--source', 'source.json');

/** A source whose issuer gives this response; it records the request. */
const withIssuer = async (
  response: object,
  use: (
    source: string,
    requests: { readonly headers: IncomingMessage['headers']; readonly body: string }[],
  ) => Promise<void>,
): Promise<void> => {
  const requests: { readonly headers: IncomingMessage['headers']; readonly body: string }[] = [];
  const server = createServer((request, reply) => {
    void text(request).then((body) => {
      requests.push({ headers: request.headers, body });
      reply.end(JSON.stringify(response));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const scopes = ['features:read', 'predictions:read'];
  const tokenUrl = `http://127.0.0.1:${port}/token`;
  await use(JSON.stringify({ tokenUrl, clientId: 'loan desk', clientSecret: 's:1', scopes }), requests);
  server.close();
  server.closeAllConnections();
};

describe('credit-risk token', () => {
  it('prints the token of the issuer, and nothing else', async () => {
    await withIssuer({ access_token: 'abc.def.ghi' }, async (source, requests) => {
      expect(await token(source)).toEqual({ exitCode: 0, stdout: ['abc.def.ghi'], stderr: '' });
      const [{ headers, body } = { headers: {}, body: '' }] = requests;
      expect(body).toBe('grant_type=client_credentials&scope=features%3Aread+predictions%3Aread');
      const [, basic = ''] = (headers.authorization ?? '').split(' ');
      expect(Buffer.from(basic, 'base64').toString()).toBe('loan+desk:s%3A1');
    });
  });

  it('ends with 3 and the words of an issuer that refuses', async () => {
    const refusal = { error: 'invalid_client', error_description: 'client authentication failed' };
    await withIssuer(refusal, async (source) => {
      const { exitCode, stdout, stderr } = await token(source);
      expect([exitCode, stdout]).toEqual([3, []]);
      expect(stderr).toContain('invalid_client, client authentication failed');
      expect(stderr).not.toContain('s:1');
    });
  });

  it.each([
    ['{', 'the file is not JSON'],
    ['{"tokenUrl":"http://127.0.0.1:9"}', 'clientSecret'],
  ])('ends with 2 for a source like %s', async (source, message) => {
    const { exitCode, stderr } = await token(source);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});
