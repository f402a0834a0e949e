// What the till asks of strangers' servers, and what it does not take from them. The far ends are real servers on loopback.
import { connect, createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createGetJson } from './get-json.ts';
import { type ScriptedService, startScriptedService } from './lnurl-test-bed.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});
const serve = async (...script: Parameters<typeof startScriptedService>): Promise<ScriptedService> => {
  const service = await startScriptedService(...script);
  opened.push(service);
  return service;
};
const refusal = (reason: string) => ({ code: 'LNURL_REFUSED', detail: { reason } });

describe('where it asks', () => {
  it.each([
    'http://example.com/',
    'https://127.0.0.1/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://192.168.0.10:8443/x',
    'https://169.254.169.254/latest/meta-data',
    'https://name:word@example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
  ])('not at %s', async (url) => {
    await expect(createGetJson({})(new URL(url))).rejects.toMatchObject(refusal('forbidden'));
  });

  it('not at a name that leads to this machine', async () => {
    const service = await serve(() => ({}));
    const { port } = new URL(service.origin);
    await expect(createGetJson({})(new URL(`https://localhost:${port}/`))).rejects.toMatchObject(refusal('forbidden'));
    expect(service.asked).toEqual([]);
  });

  it('at a service of the shop’s own network that it was told of, and at no other port of it', async () => {
    const told = await serve(() => ({ told: true }));
    const other = await serve(() => ({}));
    const getJson = createGetJson({ localOrigins: [told.origin] });
    expect(await getJson(new URL(`${told.origin}/x?y=1`))).toEqual({ told: true });
    expect(told.asked).toEqual(['/x?y=1']);
    await expect(getJson(new URL(other.origin))).rejects.toMatchObject(refusal('forbidden'));
  });

  it('not with a name and a password that the code brought along, there either', async () => {
    const told = await serve(() => ({}));
    const getJson = createGetJson({ localOrigins: [told.origin] });
    const url = told.origin.replace('//', '//admin:admin@');
    await expect(getJson(new URL(url))).rejects.toMatchObject(refusal('forbidden'));
    await expect(getJson(new URL(url.replace('http:', 'https:')))).rejects.toMatchObject(refusal('forbidden'));
    expect(told.asked).toEqual([]);
  });

  it('where a redirect leads, and never from there into a private network or to http', async () => {
    const target = await serve(() => ({ here: true }));
    const neighbour = await serve(() => ({ secret: true }));
    const service = await serve((url, response) => {
      const to = { '/ok': `${target.origin}/`, '/same': '/end', '/neighbour': neighbour.origin, '/http': 'http://example.com/' }[url.pathname];
      if (to === undefined) return { end: true };
      response.writeHead(302, { location: to }).end();
    });
    const getJson = createGetJson({ localOrigins: [service.origin, target.origin] });
    const ask = (path: string) => getJson(new URL(path, service.origin));
    expect(await ask('/ok')).toEqual({ here: true });
    expect(await ask('/same')).toEqual({ end: true });
    await expect(ask('/neighbour')).rejects.toMatchObject(refusal('forbidden'));
    await expect(ask('/http')).rejects.toMatchObject(refusal('forbidden'));
    expect(neighbour.asked).toEqual([]);
  });

  it('no further than a few redirects', async () => {
    const service = await serve((_url, response) => void response.writeHead(307, { location: '/again' }).end());
    await expect(createGetJson({ localOrigins: [service.origin] })(new URL(service.origin))).rejects.toMatchObject(refusal('nonsense'));
    expect(service.asked).toHaveLength(4);
  });

  it('at an onion service through Tor only, by name', async () => {
    const service = await serve(() => ({ onion: true }));
    // A SOCKS5 proxy as Tor is one: it is given the name, and leads to the service.
    const names: string[] = [];
    const tor = createTcpServer((client) => {
      client.once('data', () => {
        client.write(Buffer.from([5, 0]));
        client.once('data', (request) => {
          names.push(request.subarray(5, 5 + (request[4] ?? 0)).toString());
          const far = connect(Number(new URL(service.origin).port), '127.0.0.1', () => {
            client.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
            client.pipe(far).pipe(client);
          });
          client.on('error', () => far.destroy());
        });
      });
    });
    await new Promise<void>((ready) => tor.listen(0, '127.0.0.1', ready));
    opened.push({ close: () => new Promise((closed) => tor.close(() => closed())) });
    const { port } = tor.address() as { port: number };
    const url = new URL('http://shopxyz.onion/lnurl');
    await expect(createGetJson({})(url)).rejects.toMatchObject(refusal('no_tor'));
    expect(await createGetJson({ torProxy: { host: '127.0.0.1', port } })(url)).toEqual({ onion: true });
    expect(names).toEqual(['shopxyz.onion']);
  });
});

describe('what it takes', () => {
  it('a no with a reason, whatever the status', async () => {
    const service = await serve((_url, response) => void response.writeHead(400).end('{"status":"ERROR","reason":"spent"}'));
    expect(await createGetJson({ localOrigins: [service.origin] })(new URL(service.origin))).toEqual({ status: 'ERROR', reason: 'spent' });
  });

  it.each([
    ['a page', '<html>'],
    ['nothing', ''],
    ['too much', JSON.stringify({ text: 'x'.repeat(16 * 1024) })],
  ])('not %s', async (_what, body) => {
    const service = await serve((_url, response) => void response.end(body));
    await expect(createGetJson({ localOrigins: [service.origin] })(new URL(service.origin))).rejects.toMatchObject(refusal('nonsense'));
  });

  it('not an answer without end', async () => {
    const service = await serve((_url, response) => {
      const pour = () => response.writable && response.write('x'.repeat(4096), pour);
      pour();
    });
    await expect(createGetJson({ localOrigins: [service.origin] })(new URL(service.origin))).rejects.toMatchObject(refusal('nonsense'));
  });

  it.each([
    ['nobody answers', () => undefined],
    ['it answers drop by drop', (_url: URL, response: { write(text: string): unknown }) => void response.write('{')],
  ])('nothing any more when %s', async (_what, answer) => {
    const service = await serve(answer);
    await expect(createGetJson({ localOrigins: [service.origin], timeLimitMs: 100 })(new URL(service.origin))).rejects.toMatchObject(
      refusal('no_answer'),
    );
  });

  it('nothing from a closed port, nor from one that speaks no TLS', async () => {
    const service = await serve(() => ({}));
    const { port } = new URL(service.origin);
    const tls = `https://127.0.0.1:${port}`;
    await expect(createGetJson({ localOrigins: [tls] })(new URL(tls))).rejects.toMatchObject(refusal('no_answer'));
    await service.close();
    await expect(createGetJson({ localOrigins: [service.origin] })(new URL(service.origin))).rejects.toMatchObject(refusal('no_answer'));
  });
});
