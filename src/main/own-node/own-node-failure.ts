// Why a node that the till runs itself does not run: a word that the screen has words for, and a message for the log.
import type { OwnNodeTrouble } from '../../shared/own-node.ts';

export class OwnNodeFailure extends Error {
  readonly trouble: OwnNodeTrouble;

  constructor(trouble: OwnNodeTrouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OwnNodeFailure';
    this.trouble = trouble;
  }
}
