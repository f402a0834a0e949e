import { expect, test } from 'vitest';
import { TransportError } from '../transport/transport.ts';
import { faultOfPcsc, isCardGone, isReaderGone } from './pcsc-binding.ts';

const failure = (code: string) => Object.assign(new Error('Error in native function'), { code });

test('a service that does not run is no service on Linux, and on Windows a reader that is not plugged in', () => {
  expect(faultOfPcsc(failure('NoService'), 'linux')).toBe('no_service');
  expect(faultOfPcsc(failure('NoService'), 'win32')).toBe('missing');
  expect(faultOfPcsc(failure('ServiceStopped'), 'win32')).toBe('missing');
});

test('a service that does not let us in, and another program that has the reader, are told apart from one that broke', () => {
  expect(faultOfPcsc(failure('SecurityViolation'))).toBe('forbidden');
  expect(faultOfPcsc(failure('SharingViolation'))).toBe('in_use');
  expect(faultOfPcsc(failure('Whatever'))).toBe('lost');
  expect(faultOfPcsc(new TransportError('in_use', 'late'))).toBe('in_use');
});

test('a card that left is no reader that left', () => {
  expect(isCardGone(failure('RemovedCard'))).toBe(true);
  expect(isReaderGone(failure('RemovedCard'))).toBe(false);
  expect(isReaderGone(failure('ReaderUnavailable'))).toBe(true);
  expect(isCardGone(failure('ReaderUnavailable'))).toBe(false);
});
