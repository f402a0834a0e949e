// Customers with a wallet on the customer's node. Each pays what it was shown, in its own time; a payment may be on its way for
// as long as something between it and the merchant is broken.
import { payViaPaymentRequest } from 'ln-service';
import { adminOf, type NodeDescription } from '../../tools/lightning/lnd.ts';

export interface Payers {
  /** Resolves when the payment came to its end: whether the money went. The same code again is the same payment. */
  pay(paymentRequest: string): Promise<boolean>;
  /** How many payments went through. */
  count(): number;
}

const MAX_PARTS = 16;

export function createPayers(node: NodeDescription): Payers {
  const lnd = adminOf(node);
  const payments = new Map<string, Promise<boolean>>();
  let count = 0;

  const attempt = async (request: string): Promise<boolean> => {
    try {
      await payViaPaymentRequest({ lnd, request, max_paths: MAX_PARTS, pathfinding_timeout: 5_000 });
      count += 1;
      return true;
    } catch (cause) {
      // ln-service's way to say that the money stays with the payer.
      if (Array.isArray(cause)) return false;
      throw cause;
    }
  };

  return {
    pay(request) {
      const payment = payments.get(request) ?? attempt(request);
      payments.set(request, payment);
      return payment;
    },
    count: () => count,
  };
}
