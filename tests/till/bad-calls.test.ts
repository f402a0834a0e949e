// Every procedure of the contract, called badly in each way there is: each answers with the error it declares, and
// nothing is written for it.
import { createRouterClient, isDefinedError } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CallMeta, contract } from '../../src/shared/contract.ts';
import { ERROR_CODES } from '../../src/shared/errors.ts';
import { ROLES, SCREENS, type Screen } from '../../src/shared/state.ts';
import { openTestTill, type TestTill } from './open-test-till.ts';

interface Procedure {
  path: [string, string];
  meta: CallMeta;
  takesInput: boolean;
}

const procedures: Procedure[] = Object.entries(contract).flatMap(([group, calls]) =>
  Object.entries(calls).map(([name, procedure]): Procedure => {
    const { meta, inputSchema } = procedure['~orpc'];
    return { path: [group, name], meta, takesInput: inputSchema !== undefined };
  }),
);
const huge = 'x'.repeat(1_000_000);
const BAD_INPUTS: [string, unknown][] = [
  ['of the wrong type', 42],
  ['a list', []],
  ['missing', undefined],
  ['null', null],
  ['without its fields', { unknown: true }],
];

let till: TestTill;
beforeAll(async () => {
  till = await openTestTill();
  await till.cashier();
  await till.manager();
});
afterAll(() => till.close());

type AnyClient = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
/** `cashier` and `manager` have somebody signed in; `nobody` has not. */
const callFrom = (screen: Screen, sessionKey: string) =>
  createRouterClient(till.till.router, { context: { connection: till.till.connect(screen, sessionKey) } }) as unknown as AnyClient;

const codeOf = async (client: AnyClient, [group, name]: [string, string], input: unknown): Promise<string> => {
  try {
    await client[group]?.[name]?.(input);
  } catch (cause) {
    expect(isDefinedError(cause), `${group}.${name} throws ${String(cause)}`).toBe(true);
    const { code } = cause as { code: string };
    expect(ERROR_CODES).toContain(code);
    return code;
  }
  return 'no error';
};

describe.each(procedures)('$path', ({ path, meta, takesInput }) => {
  test.each(SCREENS.filter((screen) => !meta.screens.includes(screen)))('is not for the %s screen', async (screen) => {
    expect(await codeOf(callFrom(screen, 'nobody'), path, {})).toBe('WRONG_SCREEN');
  });

  test.runIf(meta.role !== 'anyone')('needs somebody signed in', async () => {
    for (const screen of meta.screens) expect(await codeOf(callFrom(screen, 'nobody'), path, {})).toBe('NOT_SIGNED_IN');
  });

  test.runIf(meta.role !== 'anyone' && ROLES.indexOf(meta.role) > 0)('needs more rights than a cashier has', async () => {
    for (const screen of meta.screens) expect(await codeOf(callFrom(screen, 'cashier'), path, {})).toBe('NOT_ALLOWED');
  });

  test.runIf(takesInput).each(BAD_INPUTS)('refuses input %s', async (_, input) => {
    const screen = meta.screens.includes('manager') ? 'manager' : (meta.screens[0] ?? 'cashier');
    const client = callFrom(screen, meta.role === 'manager' ? 'manager' : 'cashier');
    const code = await codeOf(client, path, input);
    // A call all of whose fields may be left out takes an empty object.
    if (code === 'no error') expect(input).toEqual({ unknown: true });
    else expect(code).toBe('BAD_INPUT');
  });

  test.runIf(takesInput)('refuses huge texts and numbers', async () => {
    const screen = meta.screens.includes('manager') ? 'manager' : (meta.screens[0] ?? 'cashier');
    const client = callFrom(screen, meta.role === 'manager' ? 'manager' : 'cashier');
    const fields = [
      'staffId',
      'pin',
      'text',
      'articleId',
      'barcode',
      'lineId',
      'saleId',
      'tenderId',
      'receiptNumber',
      'jobId',
      'paperId',
      'itemId',
      'paymentHash',
      'day',
      'name',
      'language',
      'which',
      'fault',
      'filter',
      'how',
      'amountMinor',
      'amountSat',
    ];
    expect(await codeOf(client, path, Object.fromEntries(fields.map((field) => [field, huge])))).toBe('BAD_INPUT');
  });
});

test('none of it left a trace in the log that is a fault of ours', () => {
  expect(till.logged()).not.toContain('call.failed');
});
