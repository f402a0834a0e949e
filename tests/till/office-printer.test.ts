// Reports on whole pages: the PDF of a report goes to the printer that the shop has named, and its word comes back.
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestTill, type TestTill } from './open-test-till.ts';

let till: TestTill;
let server: http.Server;
/** What was sent after the attributes of each Print-Job. */
let documents: Buffer[];
let jobState: number;

const attribute = (tag: number, name: string, value: Buffer) =>
  Buffer.concat([Buffer.of(tag, 0, name.length), Buffer.from(name), Buffer.of(0, value.length), value]);
const answer = (...attributes: Buffer[]) => Buffer.concat([Buffer.of(1, 1, 0, 0, 0, 0, 0, 1, 4), ...attributes, Buffer.of(3)]);

beforeEach(async () => {
  till = await openTestTill();
  documents = [];
  jobState = 9;
  server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const message = Buffer.concat(parts);
      const operation = message.readUInt16BE(2);
      if (operation === 2) documents.push(message.subarray(message.indexOf('%PDF')));
      response.writeHead(200, { 'content-type': 'application/ipp' });
      if (operation === 2) response.end(answer(attribute(0x21, 'job-id', Buffer.of(0, 0, 0, 1))));
      else if (operation === 9) response.end(answer(attribute(0x23, 'job-state', Buffer.of(0, 0, 0, jobState))));
      else response.end(answer(attribute(0x49, 'document-format-supported', Buffer.from('application/pdf'))));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  await till.close();
  server.close();
});
const address = () => `ipp://127.0.0.1:${(server.address() as AddressInfo).port}/ipp/print`;

test('a report is printed as the PDF that it is saved as, and the printer’s word is told', async () => {
  const manager = await till.manager();
  await manager.call.shop.change({ officePrinter: address() });
  await till.restart();
  const again = await till.manager();
  expect(again.state.shop.officePrinter).toBe(address());
  expect(await again.call.reports.print({ report: { kind: 'x' } })).toEqual({ status: 'printed' });
  jobState = 8;
  expect(await again.call.reports.print({ report: { kind: 'x' } })).toEqual({ status: 'not_printed', reason: 'aborted' });
  expect(documents.map((document) => document.subarray(0, 5).toString())).toEqual(['%PDF-', '%PDF-']);
  expect(documents[0]?.subarray(-6).toString()).toContain('%%EOF');
});

test('without an office printer nothing is printed, and an address with a password in it is not kept', async () => {
  const manager = await till.manager();
  await expect(manager.call.reports.print({ report: { kind: 'x' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(manager.call.shop.change({ officePrinter: 'ipp://me:secret@printer/ipp' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await expect(manager.call.shop.change({ officePrinter: 'file:///etc/passwd' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  expect(documents).toEqual([]);
});

test('a till that is closed does not wait for a printer', async () => {
  const manager = await till.manager();
  await manager.call.shop.change({ officePrinter: address() });
  jobState = 5;
  const printing = manager.call.reports.print({ report: { kind: 'x' } }).catch((cause: unknown) => cause);
  while (documents.length === 0) await once(server, 'request');
  await till.restart();
  expect(await printing).not.toMatchObject({ status: 'printed' });
});
