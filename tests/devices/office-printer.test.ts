// Whole pages over IPP: on a real print server (CUPS) with a printer behind it, and against far ends that do it wrong.
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printOnOfficePrinter } from '../../src/hardware/office-printer/office-printer.ts';
import { type CupsServer, startCups, whyNoCups } from './cups-server.ts';

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(300_000, 'page '), Buffer.from('%%EOF\n')]);
const TIMING = { silentMs: 10_000, pollMs: 50, waitMs: 60_000 };
const print = (address: string, timing = TIMING) =>
  printOnOfficePrinter({ address, pdf: PDF, jobName: 'Z 12', signal: AbortSignal.timeout(110_000), timing });

const noCups = whyNoCups();
if (noCups) console.warn(`Not printed on a print server: ${noCups}`);

describe.skipIf(noCups !== null)('on a print server', () => {
  let cups: CupsServer;
  beforeAll(async () => {
    cups = await startCups();
  });
  afterAll(() => cups.close());

  test('a report comes out of the printer as it is, and once', async () => {
    expect(await print(cups.address('office'))).toEqual({ status: 'printed' });
    expect(cups.printed.map((document) => document.equals(PDF))).toEqual([true]);
  });

  test('a printer without paper keeps it, and that is said', async () => {
    expect(await print(cups.address('stopped'))).toEqual({ status: 'waiting', reason: 'paper_out' });
  });

  test('a printer that is away from its server keeps it too', async () => {
    expect(await print(cups.address('dead'), { ...TIMING, waitMs: 1500 })).toMatchObject({ status: 'waiting' });
  });

  test('a queue that takes no jobs, and one that is not there, are told apart', async () => {
    expect(await print(cups.address('closed'))).toEqual({ status: 'not_printed', reason: 'not_accepting' });
    expect(await print(cups.address('nobody'))).toEqual({ status: 'not_printed', reason: 'no_such_printer' });
  });
});

describe('a far end that does it wrong', () => {
  const servers: http.Server[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
  });
  /** Answers to one operation after the other: a status and attributes, or what is done to the line. */
  async function printer(...answers: (Buffer | 'break' | number)[]): Promise<string> {
    const server = http.createServer((request, response) => {
      request.resume().on('end', () => {
        const answer = answers.shift() ?? 'break';
        if (answer === 'break') return void request.socket.destroy();
        if (typeof answer === 'number') return void response.writeHead(answer).end();
        response.writeHead(200, { 'content-type': 'application/ipp' }).end(answer);
      });
    });
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/ipp/print`;
  }
  const attribute = (tag: number, name: string, value: Buffer) => {
    const size = (length: number) => Buffer.of(length >> 8, length & 0xff);
    return Buffer.concat([Buffer.of(tag), size(name.length), Buffer.from(name), size(value.length), value]);
  };
  const answer = (status: number, ...attributes: Buffer[]) =>
    Buffer.concat([Buffer.of(1, 1, status >> 8, status & 0xff, 0, 0, 0, 1, 4), ...attributes, Buffer.of(3)]);
  const READY = answer(0, attribute(0x49, 'document-format-supported', Buffer.from('application/pdf')));
  const TAKEN = answer(0, attribute(0x21, 'job-id', Buffer.of(0, 0, 0, 7)));
  const jobIs = (state: number) => answer(0, attribute(0x23, 'job-state', Buffer.of(0, 0, 0, state)));

  test('takes no PDF', async () => {
    const address = await printer(answer(0, attribute(0x49, 'document-format-supported', Buffer.from('image/pwg-raster'))));
    expect(await print(address)).toEqual({ status: 'not_printed', reason: 'refuses_pdf' });
    expect(await print(await printer(READY, answer(0x040a)))).toEqual({ status: 'not_printed', reason: 'refuses_pdf' });
  });

  test('aborts the job, or somebody cancels it there', async () => {
    expect(await print(await printer(READY, TAKEN, jobIs(5), READY, jobIs(8)))).toEqual({ status: 'not_printed', reason: 'aborted' });
    expect(await print(await printer(READY, TAKEN, jobIs(7)))).toEqual({ status: 'not_printed', reason: 'canceled' });
  });

  test('is asked on when a question about the job fails', async () => {
    expect(await print(await printer(READY, TAKEN, 'break', jobIs(9)))).toEqual({ status: 'printed' });
  });

  test('breaks the line while the report goes out: nobody knows, and it is not sent again', async () => {
    expect(await print(await printer(READY, 'break'))).toEqual({ status: 'unknown', reason: 'line_broke' });
  });

  test('forgets the job: nobody has seen it done, and it is not called printed', async () => {
    for (const status of [0x0406, 0x0407]) {
      expect(await print(await printer(READY, TAKEN, jobIs(5), READY, answer(status)))).toEqual({ status: 'unknown', reason: 'forgotten' });
    }
    expect(await print(await printer(READY, answer(0)))).toEqual({ status: 'unknown', reason: 'forgotten' });
  });

  test('is no printer at all, or wants a password, or is not there', async () => {
    expect(await print(await printer(Buffer.from('<html>It works!</html>')))).toEqual({ status: 'not_printed', reason: 'not_a_printer' });
    expect(await print(await printer(500))).toEqual({ status: 'not_printed', reason: 'not_a_printer' });
    expect(await print(await printer(401))).toEqual({ status: 'not_printed', reason: 'not_allowed' });
    const gone = await printer();
    const server = servers.at(-1);
    server?.close();
    if (server) await once(server, 'close');
    expect(await print(gone)).toEqual({ status: 'not_printed', reason: 'refused' });
  });
});
