// A fact's numbers are whole and exact, or it is not written: a float that has got into money must not get into the journal.
import type { FactKind } from './facts.ts';

/** Throws where any number of the body is not a safe integer, and says which. */
export function refuseInexact(kind: FactKind, body: object): void {
  if (isExact(body)) return;
  const [path, value] = firstInexact(body) ?? ['', Number.NaN];
  throw new Error(`a fact of kind ${kind}: ${path} is ${value}, not a safe integer`);
}

/** For every fact of every sale: no more than one look at each value. */
function isExact(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) {
    for (const part of value) if (!isExact(part)) return false;
    return true;
  }
  for (const key in value) if (!isExact((value as Record<string, unknown>)[key])) return false;
  return true;
}

function firstInexact(value: unknown): [path: string, value: number] | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? null : ['', value];
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, part] of Object.entries(value)) {
    const found = firstInexact(part);
    if (found) return [found[0] === '' ? key : `${key}.${found[0]}`, found[1]];
  }
  return null;
}
