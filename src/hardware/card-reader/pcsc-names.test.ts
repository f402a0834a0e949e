import { expect, test } from 'vitest';
import { isWanted } from './pcsc-names.ts';

test('any reader does where none is named, but for the slots of security modules', () => {
  expect(isWanted('ACS ACR122U PICC Interface 00 00', '')).toBe(true);
  expect(isWanted('ACS ACR1252 1S CL Reader SAM 0', '')).toBe(false);
});

test('a named reader is known on another socket of the machine', () => {
  expect(isWanted('ACS ACR122U PICC Interface 01 00', 'ACS ACR122U PICC Interface 00 00')).toBe(true);
  expect(isWanted('ACS ACR1252 1S CL Reader PICC 1', 'ACS ACR1252 1S CL Reader PICC 0')).toBe(true);
  expect(isWanted('ACS ACR1252 1S CL Reader SAM 0', 'ACS ACR1252 1S CL Reader PICC 0')).toBe(false);
});
