// What a test runner's JSON report says, as three numbers and the reasons for what was left out. A report that is not there
// or says nothing was run is a failure: silence is not success.
import fs from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: string[] }} Outcome */

export const NOTHING_RUN = /** @type {Outcome} */ ({ passed: 0, failed: 1, skipped: [] });

/** @typedef {{ title: string, tests: { status: string, annotations: { description?: string }[] }[] }} PlaywrightSpec */
/** @typedef {{ specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite */

/** @param {string} file */
function readReport(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
}

/**
 * Vitest's JSON report. A file that could not be loaded counts as one failure.
 * @param {string} file
 * @returns {Outcome}
 */
export function vitestOutcome(file) {
  const report = readReport(file);
  if (!report) return NOTHING_RUN;
  /** @type {Outcome} */
  const outcome = { passed: 0, failed: 0, skipped: [] };
  for (const { assertionResults, status, name } of report.testResults) {
    for (const test of assertionResults) {
      if (test.status === 'passed') outcome.passed++;
      else if (test.status === 'failed') outcome.failed++;
      else outcome.skipped.push(`${test.fullName} (${name})`);
    }
    if (status === 'failed' && !assertionResults.some((/** @type {{ status: string }} */ test) => test.status === 'failed')) outcome.failed++;
  }
  return outcome.passed + outcome.failed + outcome.skipped.length > 0 ? outcome : NOTHING_RUN;
}

/**
 * Playwright's JSON report. A test that passed only when it was run again has failed once, and counts so.
 * @param {string} file
 * @returns {Outcome}
 */
export function playwrightOutcome(file) {
  const report = readReport(file);
  if (!report) return NOTHING_RUN;
  /** @type {Outcome} */
  const outcome = { passed: 0, failed: report.errors.length, skipped: [] };
  /** @param {PlaywrightSuite} suite */
  const count = (suite) => {
    for (const { title, tests } of suite.specs ?? []) {
      for (const test of tests) {
        if (test.status === 'expected') outcome.passed++;
        else if (test.status === 'skipped') outcome.skipped.push([title, ...test.annotations.map((a) => a.description ?? '')].join(': '));
        else outcome.failed++;
      }
    }
    (suite.suites ?? []).forEach(count);
  };
  report.suites.forEach(count);
  return outcome.passed + outcome.failed + outcome.skipped.length > 0 ? outcome : NOTHING_RUN;
}

/** The last line of `npm test`. @param {readonly Outcome[]} outcomes */
export function sumLine(outcomes) {
  const sum = (/** @type {(outcome: Outcome) => number} */ of) => outcomes.reduce((total, outcome) => total + of(outcome), 0);
  return `${sum((o) => o.passed)} passed, ${sum((o) => o.failed)} failed, ${sum((o) => o.skipped.length)} skipped`;
}
