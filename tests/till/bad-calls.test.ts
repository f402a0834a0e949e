// Every procedure of the contract, called badly in each way there is: each answers with the error it declares, and
// nothing is written for it.
import { createRouterClient, isDefinedError } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CallMeta } from '../../src/shared/contract/access.ts';
import { contract } from '../../src/shared/contract.ts';
import { ERROR_CODES } from '../../src/shared/errors.ts';
import { FIRST_ROLES } from '../../src/shared/rights.ts';
import { SCREENS, type Screen } from '../../src/shared/state.ts';
import { openTestTill, refusal, type TestTill } from './open-test-till.ts';

interface Procedure {
  path: [string, string];
  meta: CallMeta;
  inputSchema: unknown;
}

const procedures: Procedure[] = Object.entries(contract).flatMap(([group, calls]) =>
  Object.entries(calls).map(([name, procedure]): Procedure => {
    const { meta, inputSchema } = procedure['~orpc'];
    return { path: [group, name], meta, inputSchema };
  }),
);
const CASHIER: readonly string[] = FIRST_ROLES.find(({ id }) => id === 'cashier')?.rights ?? [];
const HUGE = 'x'.repeat(1_000_000);

/** The schemas of all that an input can hold, down to single texts and numbers. */
function fieldsOf(schema: unknown): z.ZodType[] {
  if (schema instanceof z.ZodObject) return Object.values(schema.shape).flatMap(fieldsOf);
  if (schema instanceof z.ZodDiscriminatedUnion) return schema.options.flatMap(fieldsOf);
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) return fieldsOf(schema.unwrap());
  if (schema instanceof z.ZodType) return [schema];
  throw new Error('an input without a schema of zod');
}

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

/** `state.watch` is open to every screen and takes nothing: there is no wrong way to call it. */
const gated = procedures.filter(
  ({ meta, inputSchema }) => inputSchema !== undefined || meta.right !== 'anyone' || meta.screens.length < SCREENS.length,
);

describe.each(gated)('$path.0.$path.1', ({ path, meta, inputSchema }) => {
  test.each(SCREENS.filter((screen) => !meta.screens.includes(screen)))('is not for the %s screen', async (screen) => {
    expect(await codeOf(callFrom(screen, 'nobody'), path, {})).toBe('WRONG_SCREEN');
  });

  if (meta.right !== 'anyone') {
    test('needs somebody signed in', async () => {
      for (const screen of meta.screens) expect(await codeOf(callFrom(screen, 'nobody'), path, {})).toBe('NOT_SIGNED_IN');
    });
  }

  if (meta.right !== 'anyone' && meta.right !== 'signed_in' && !CASHIER.includes(meta.right)) {
    test('needs more rights than a cashier has', async () => {
      for (const screen of meta.screens) expect(await codeOf(callFrom(screen, 'cashier'), path, {})).toBe('NOT_ALLOWED');
    });
  }

  if (inputSchema === undefined) return;

  test.each(BAD_INPUTS)('refuses input %s', async (_, input) => {
    const screen = meta.screens.includes('manager') ? 'manager' : (meta.screens[0] ?? 'cashier');
    const client = callFrom(screen, 'manager');
    const code = await codeOf(client, path, input);
    // A call all of whose fields may be left out takes an empty object.
    if (code === 'no error') expect(input).toEqual({ unknown: true });
    else expect(code).toBe('BAD_INPUT');
  });

  test('takes no text of any length in any of its fields', () => {
    const fields = fieldsOf(inputSchema);
    expect(fields.length).toBeGreaterThan(0);
    expect(fields.filter((field) => field.safeParse(HUGE).success)).toEqual([]);
  });
});

test('half a character is no text: the sale that it was meant for can be paid', async () => {
  const { call, state, until } = await till.cashier();
  await until(({ checkout }) => checkout !== undefined);
  for (const name of ['\ud83c', 'tea \udf75']) expect(await refusal(call.sale.addOpenAmount({ amountMinor: 500, name }))).toBe('BAD_INPUT');
  await call.sale.addOpenAmount({ amountMinor: 500, name: 'tea 🍵' });
  await until(({ checkout }) => checkout.sale.lines.length === 1);
  const { id: saleId, dueMinor } = state.checkout.sale;
  await call.checkout.takeCash({ saleId, dueMinor, givenMinor: dueMinor });
  await until(({ checkout }) => checkout.sale.status === 'completed');
});

test('none of it left a trace in the log that is a fault of ours', () => {
  expect(till.logged()).not.toContain('call.failed');
});
