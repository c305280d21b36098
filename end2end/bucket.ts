// An S3-compatible bucket that lives as long as one story: keeps what is put, gives it back, checks that requests are signed.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Bucket { environment: Record<string, string>; kept: Map<string, Buffer>; stop(): Promise<void> }

export async function bucket(): Promise<Bucket> {
  const kept = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = request.url!.split('?')[0];
    const answer = (status: number, body: Uint8Array = Buffer.alloc(0)) => {
      response.writeHead(status, { etag: '"1"', 'last-modified': new Date(0).toUTCString(), 'content-length': body.length }).end(body);
    };
    if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256')) return answer(403);
    if (request.method === 'PUT') {
      kept.set(path, Buffer.concat(chunks));
      return answer(200);
    }
    const found = kept.get(path);
    return found ? answer(200, found) : answer(404);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    environment: {
      XUANXIAN_BUCKET: 'uploads', AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, AWS_ALLOW_HTTP: 'true', AWS_REGION: 'story',
      AWS_ACCESS_KEY_ID: 'story', AWS_SECRET_ACCESS_KEY: 'story',
    },
    kept,
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
