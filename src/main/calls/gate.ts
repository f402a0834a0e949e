// What each call passes: may this screen, and who is signed in there, call it; is the input of its schema. What comes out is a declared
// error, or a fault that is logged with its cause.
import { implement, ORPCError } from '@orpc/server';
import { type CallMeta, rightsOf } from '../../shared/contract/access.ts';
import { contract, type OwnShop } from '../../shared/contract.ts';
import { type ErrorCode, TillError } from '../../shared/errors.ts';
import type { Right } from '../../shared/rights.ts';
import type { Screen, SessionState, SignedIn } from '../../shared/state.ts';
import type { Log } from '../log.ts';
import type { Shop } from '../shop.ts';
import type { ActingCall, Actor } from '../staff/actor.ts';
import type { StateBoard } from '../state-board.ts';

/** One page's connection, as the calls see it. */
export interface TillConnection {
  readonly screen: Screen;
  readonly sessionKey: string;
  readonly signal: AbortSignal;
  close(): void;
}

export interface CallsParts {
  /** The shop that is open now; SHUTTING_DOWN while there is none. */
  shop: () => Shop;
  board: StateBoard;
  setUpOwnShop: (answers: OwnShop) => Promise<void>;
  openShop: (which: 'practice' | 'own') => Promise<void>;
  log: Log;
}

export function createGate({ shop, board, setUpOwnShop, openShop, log }: CallsParts) {
  const base = implement(contract).$config({ initialInputValidationIndex: Number.POSITIVE_INFINITY }).$context<{ connection: TillConnection }>();

  const signedIn = (connection: TillConnection): SignedIn | null => shop().staff.signedIn(connection.sessionKey, connection.screen);

  /** None, while no shop is open: what comes then is sent with the session that the next one begins with. */
  const sessionAt = ({ screen, sessionKey }: TillConnection): SessionState | null => {
    try {
      return shop().staff.session(sessionKey, screen);
    } catch (cause) {
      if (cause instanceof TillError && cause.code === 'SHUTTING_DOWN') return null;
      throw cause;
    }
  };
  const rightsAt = (connection: TillConnection): readonly Right[] | null => {
    // Whoever is signed in beside it: it stands before the customers.
    if (connection.screen === 'customer') return [];
    const session = sessionAt(connection);
    if (session === null) return null;
    const { staff, secondFactor } = session;
    return staff && !(connection.screen === 'manager' && secondFactor === 'missing') ? staff.rights : [];
  };

  const refuseUnlessAllowed = ({ screens, right }: CallMeta, screen: Screen, input: unknown, acting: () => ActingCall, requireCode: () => void) => {
    if (!screens.includes(screen)) throw new TillError('WRONG_SCREEN');
    if (right === 'anyone') return;
    const { actor } = acting();
    requireCode();
    if (right !== 'signed_in') actor.require(right, amountIn(input));
  };

  const asDeclared = (cause: unknown, path: readonly string[]): ORPCError<ErrorCode, unknown> => {
    if (cause instanceof TillError) {
      if (cause.cause !== undefined) log.warn('call.refused', { call: path.join('.'), code: cause.code, reason: String(cause.cause) });
      return new ORPCError(cause.code, { data: cause.detail });
    }
    if (cause instanceof ORPCError && cause.code === 'BAD_REQUEST') return new ORPCError('BAD_INPUT');
    log.error('call.failed', cause, { call: path.join('.') });
    return new ORPCError('INTERNAL');
  };

  const os = base.use(async ({ context: { connection }, procedure, path, next }, input) => {
    const { screen, sessionKey } = connection;
    const meta = procedure['~orpc'].meta;
    const made: { acting?: ActingCall } = {};
    const call = { name: path.join('.'), input, mayNeed: rightsOf(meta), grave: meta.grave, screen, sessionKey };
    const acting = () => {
      made.acting ??= shop().staff.act(call);
      return made.acting;
    };
    try {
      refuseUnlessAllowed(meta, screen, input, acting, () => shop().staff.requireCode(call));
      if (!isWellFormed(input)) throw new TillError('BAD_INPUT');
      return await next({ context: { acting } });
    } catch (cause) {
      if (cause instanceof TillError && cause.code === 'NOT_ALLOWED') made.acting?.refused();
      throw asDeclared(cause, path);
    }
  });

  /** Whoever makes the call; NOT_SIGNED_IN. */
  const actor = (context: { acting: () => ActingCall }): Actor => context.acting().actor;
  const by = (context: { acting: () => ActingCall }): string => actor(context).staffId;

  /** Whoever goes on with the sale in hand: it is theirs, or becomes it. */
  const seller = (context: { acting: () => ActingCall }): string => {
    shop().parking.own(actor(context));
    return by(context);
  };
  const sellerActing = (context: { acting: () => ActingCall }): Actor => {
    seller(context);
    return actor(context);
  };

  return { os, shop, board, setUpOwnShop, openShop, signedIn, sessionAt, rightsAt, actor, by, seller, sellerActing };
}

export type Gate = ReturnType<typeof createGate>;

/** What an input is about, for whoever is to approve it; it has not been looked at otherwise. */
function amountIn(input: unknown): { amountMinor?: number } {
  if (typeof input !== 'object' || input === null || !('amountMinor' in input)) return {};
  const { amountMinor } = input;
  return typeof amountMinor === 'number' && Number.isSafeInteger(amountMinor) ? { amountMinor } : {};
}

/** Half a character (a lone surrogate) has no bytes, so no fact can have it: a sale that took it in could not be paid any more. */
function isWellFormed(input: unknown): boolean {
  if (typeof input === 'string') return input.isWellFormed();
  if (typeof input !== 'object' || input === null) return true;
  return Object.entries(input).every(([key, value]) => key.isWellFormed() && isWellFormed(value));
}
