import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOTHING_RUN, playwrightOutcome, sumLine, vitestOutcome } from './suites.mjs';

let dir: string;
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'flash-till-suites-'));
});
afterEach(() => fs.rmSync(dir, { recursive: true }));

function report(content: unknown): string {
  const file = path.join(dir, 'report.json');
  fs.writeFileSync(file, JSON.stringify(content));
  return file;
}
const vitestFile = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((test) => ({ status: test, fullName: `is ${test}` })),
});
const spec = (...statuses: string[]) => ({
  title: 'pays',
  tests: statuses.map((status) => ({ status, annotations: [{ type: 'skip', description: 'no printer' }] })),
});

describe('a report of Vitest', () => {
  it('counts its tests', () => {
    const file = report({ testResults: [vitestFile('passed', 'passed', 'passed', 'pending', 'todo'), vitestFile('failed', 'passed', 'failed')] });
    expect(vitestOutcome(file)).toEqual({ passed: 3, failed: 1, skipped: ['is pending (a.test.ts)', 'is todo (a.test.ts)'] });
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(vitestOutcome(report({ testResults: [vitestFile('failed'), vitestFile('passed', 'passed')] }))).toMatchObject({ passed: 1, failed: 1 });
  });

  it('is a failure when it is not there or nothing was run', () => {
    expect(vitestOutcome(path.join(dir, 'none.json'))).toEqual(NOTHING_RUN);
    expect(vitestOutcome(report({ testResults: [] }))).toEqual(NOTHING_RUN);
  });
});

describe('a report of Playwright', () => {
  it('counts its tests at any depth, and one that passed only again as failed', () => {
    const suites = [{ specs: [spec('expected', 'skipped')], suites: [{ specs: [spec('unexpected', 'flaky', 'expected')] }] }];
    expect(playwrightOutcome(report({ errors: [], suites }))).toEqual({ passed: 2, failed: 2, skipped: ['pays: no printer'] });
  });

  it('counts errors outside of tests, and is a failure when nothing was run', () => {
    expect(playwrightOutcome(report({ errors: [{ message: 'no config' }], suites: [{ specs: [spec('expected')] }] }))).toMatchObject({
      passed: 1,
      failed: 1,
    });
    expect(playwrightOutcome(report({ errors: [], suites: [] }))).toEqual(NOTHING_RUN);
  });
});

describe('the last line', () => {
  it('has the sums', () => {
    expect(sumLine([{ passed: 2, failed: 1, skipped: ['a'] }, NOTHING_RUN])).toBe('2 passed, 2 failed, 1 skipped');
    expect(sumLine([])).toBe('0 passed, 0 failed, 0 skipped');
  });
});
