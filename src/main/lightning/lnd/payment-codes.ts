// BOLT 11 codes of others, for a node to pay: read as a scanner or a person gives them, and only of the node's own network.
import { networkPrefix, type ReadPaymentRequest, readPaymentRequest } from '../bolt11.ts';
import { refusal } from './trouble.ts';

export interface ReadCode extends ReadPaymentRequest {
  /** The code alone, lower case. */
  text: string;
}

/** Throws NodeError `refused`. An expired one is read all the same. */
export function readCode(paymentRequest: string, prefix: string): ReadCode {
  const text = paymentRequest
    .trim()
    .toLowerCase()
    .replace(/^lightning:/, '');
  let code: ReadPaymentRequest;
  try {
    code = readPaymentRequest(text);
  } catch (cause) {
    throw refusal('This is not a Lightning payment code.', cause);
  }
  if (networkPrefix(text) !== prefix) throw refusal('This code is for another network than the node is on.');
  return { ...code, text };
}
