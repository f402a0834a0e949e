// Who watches which invoice of a node, and telling them: the current state first and at each change, never twice at once.
import type { Log } from '../log.ts';
import { type InvoiceState, NodeError } from './lightning-node.ts';

export interface InvoiceWatches {
  watch(paymentHash: string, onState: (state: InvoiceState) => void, onEnd: (error: NodeError) => void): () => void;
  /** The invoice's state has changed. */
  tell(paymentHash: string): void;
  endAll(error: NodeError): void;
}

interface Watch {
  tell(): void;
  end(error: NodeError): void;
}

export function createInvoiceWatches({ stateOf, log }: { stateOf: (paymentHash: string) => InvoiceState; log: Log }): InvoiceWatches {
  const watches = new Map<string, Set<Watch>>();

  return {
    watch(paymentHash, onState, onEnd) {
      const ofInvoice = watches.get(paymentHash) ?? new Set();
      watches.set(paymentHash, ofInvoice);
      let telling = false;
      const stop = () => {
        ofInvoice.delete(watch);
        if (ofInvoice.size === 0 && watches.get(paymentHash) === ofInvoice) watches.delete(paymentHash);
      };
      const watch: Watch = {
        tell() {
          if (telling) return;
          telling = true;
          queueMicrotask(() => {
            telling = false;
            if (!ofInvoice.has(watch)) return;
            try {
              onState(stateOf(paymentHash));
            } catch (cause) {
              if (cause instanceof NodeError) return watch.end(cause);
              // Whoever could not take the state watches again and is told again: a settlement is not lost on the way.
              log.error('lightning.watch_failed', cause, { paymentHash });
              watch.end(new NodeError('unreachable', 'The state of the invoice could not be taken.', { cause }));
            }
          });
        },
        end(error) {
          stop();
          onEnd(error);
        },
      };
      ofInvoice.add(watch);
      watch.tell();
      return stop;
    },
    tell(paymentHash) {
      for (const watch of watches.get(paymentHash) ?? []) watch.tell();
    },
    endAll(error) {
      for (const ofInvoice of [...watches.values()]) for (const watch of [...ofInvoice]) watch.end(error);
    },
  };
}
