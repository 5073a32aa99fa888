// The description of the API as a page: Swagger UI, served by the API itself, since many networks reach no other host. Its
// links are relative: the API may stand below a path.
import type { HttpResponse } from './responses';

const aDay = { 'cache-control': 'public, max-age=86400' };

const mediaTypes: Readonly<Record<string, string>> = {
  'swagger-ui-bundle.js': 'text/javascript',
  'swagger-ui.css': 'text/css',
  'show.js': 'text/javascript',
};

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Credit Risk scoring API</title>
    <link rel="stylesheet" href="docs/swagger-ui.css" />
  </head>
  <body>
    <main id="api"></main>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/show.js"></script>
  </body>
</html>
`;

const show = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#api', deepLinking: true });\n`;

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/** The page. */
export const docsPage: HttpResponse = {
  status: 200,
  mediaType: 'text/html',
  body: page,
  headers: { ...aDay, 'content-security-policy': policy },
};

/** A file of the page; null for an unknown name. */
export const docsFileResponse = async (
  name: string,
  readGzipped: (name: string) => Promise<Uint8Array<ArrayBuffer> | null>,
): Promise<HttpResponse | null> => {
  const mediaType = mediaTypes[name];
  if (mediaType === undefined) return null;
  if (name === 'show.js') return { status: 200, mediaType, body: show, headers: aDay };
  const body = await readGzipped(name);
  return body && { status: 200, mediaType, body, headers: { ...aDay, 'content-encoding': 'gzip' } };
};
