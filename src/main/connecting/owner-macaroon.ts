// The owner's macaroon (lnd's admin.macaroon), given for one act and forgotten after it: it can make others and revoke them.
import { TillError } from '../../shared/errors.ts';
import { NodeError } from '../lightning/lightning-node.ts';
import { BAKING_RIGHTS, rightsMissing } from '../lightning/lnd/credentials.ts';
import { macaroonIn } from './read-access.ts';

/** The file's content in any writing, or a lndconnect text with it. OWNER_MACAROON_NEEDED for what cannot make others. */
export function readOwnerMacaroon(text: string): string {
  const macaroonHex = macaroonIn(text);
  if (macaroonHex === null || !canBake(macaroonHex)) throw new TillError('OWNER_MACAROON_NEEDED');
  return macaroonHex;
}

function canBake(macaroonHex: string): boolean {
  try {
    return rightsMissing(macaroonHex, BAKING_RIGHTS).length === 0;
  } catch (cause) {
    if (cause instanceof NodeError) return false;
    throw cause;
  }
}
