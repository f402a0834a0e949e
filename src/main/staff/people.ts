// The people of the shop, their roles and their PINs, as whoever may manage staff changes them. Nobody gives more than they have,
// or changes those who have more; and there is always somebody active who owns the shop.
import { TillError } from '../../shared/errors.ts';
import { LONG_PIN, mayManage, needsLongPin, OWNER, RIGHTS, type Role } from '../../shared/rights.ts';
import type { NewPerson, PersonChange, PersonView, RoleInput, SecondFactor } from '../../shared/staff.ts';
import type { Append, Journal } from '../store/journal.ts';
import type { StaffMember, StaffStore } from '../store/staff-store.ts';
import type { Actor } from './actor.ts';
import { hashPin, isSimplePin, type Pins } from './pins.ts';

/** What a new PIN does to what pays out with the old one. */
export interface Resealing {
  outcome: 'none' | 'kept' | 'lost';
  /** Within the transaction that sets the PIN. */
  write(): void;
}

/** What pays out is sealed under its owner's PIN. */
export interface SealedUnderPin {
  /** ALREADY_DONE (at writing) when it was set up anew in between. */
  resealed(staffId: string, oldPin: string, newPin: string): Promise<Resealing>;
  /** Without the old PIN it does not open any more. */
  givenUp(staffId: string): Resealing;
}

export interface PeopleParts {
  journal: Journal;
  store: StaffStore;
  secondFactor: (staffId: string) => SecondFactor;
  pins: Pins;
  sealed: SealedUnderPin;
  /** Whether PINs guard anything here: the practice shop shows its own. */
  guarded: () => boolean;
  newId: () => string;
  /** Told after it is on the disk. */
  onChange: () => void;
}

export interface People {
  /** Everybody who ever worked here. */
  all(): PersonView[];
  /** NAME_TAKEN, ROLE_TOO_HIGH, PIN_TOO_SIMPLE, PIN_TOO_SHORT; NOT_FOUND for a role that is not there. */
  add(person: NewPerson, actor: Actor): Promise<void>;
  /** Name, role, whether they may sign in. Besides: LAST_OWNER, and PIN_TOO_SHORT for a role that needs a longer one than they have. */
  change(change: PersonChange, actor: Actor): Promise<{ spendingLost: boolean }>;
  /** Somebody's PIN by whoever manages staff. `spendingLost`: they have to set up paying out again. */
  setPin(staffId: string, pin: string, actor: Actor): Promise<{ spendingLost: boolean }>;
  /** One's own, with the old one. PIN_WRONG, PIN_LOCKED; PIN_TOO_SIMPLE, PIN_TOO_SHORT. */
  changeOwnPin(oldPin: string, newPin: string, actor: Actor): Promise<{ spendingLost: boolean }>;
  /** A new role, or an existing one changed. NAME_TAKEN, ROLE_TOO_HIGH, NOT_ALLOWED for the owner's, PIN_TOO_SHORT for those who have it. */
  putRole(role: RoleInput, actor: Actor): void;
  /** ROLE_IN_USE. */
  removeRole(roleId: string, actor: Actor): void;
}

/** What two names must not have in common: upper and lower case, and ways of writing the same letter, are the same name. */
const nameKey = (name: string) => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLocaleLowerCase();

export function createPeople({ journal, store, secondFactor, pins, sealed, guarded, newId, onChange }: PeopleParts): People {
  const roleOf = (roleId: string): Role => {
    const role = store.roles().find(({ id }) => id === roleId);
    if (!role) throw new TillError('NOT_FOUND');
    return role;
  };
  const personOf = (staffId: string): StaffMember => {
    const person = store.all().find(({ id }) => id === staffId);
    if (!person) throw new TillError('NOT_FOUND');
    return person;
  };
  /** What whoever acts may do themselves; of another who manages staff it is their own rights that count, not an approver's. */
  const refuseAbove = (actor: Actor, role: Role) => {
    if (!mayManage(actor, role)) throw new TillError('ROLE_TOO_HIGH');
  };
  const refuseTakenName = (name: string, others: readonly string[]) => {
    if (others.some((other) => nameKey(other) === nameKey(name))) throw new TillError('NAME_TAKEN', { name });
  };
  const refuseWeakPin = (pin: string, role: Role) => {
    if (!guarded()) return;
    if (isSimplePin(pin)) throw new TillError('PIN_TOO_SIMPLE');
    if (needsLongPin(role) && pin.length < LONG_PIN) throw new TillError('PIN_TOO_SHORT', { digits: LONG_PIN });
  };
  const hasShortPin = (staffId: string) => guarded() && store.pin(staffId)?.long !== true;

  /** All rules are looked at again in the transaction: between them and it a PIN was hashed. */
  const write = (rules: () => void, work: (append: Append) => void) => {
    journal.transact((append) => {
      rules();
      work(append);
    });
    onChange();
  };
  const setPin = async (staffId: string, pin: string, actor: Actor, rules: () => void, reseal: () => Promise<Resealing>) => {
    rules();
    const pinHash = await hashPin(pin);
    const { outcome, write: writeSealed } = await reseal();
    write(rules, (append) => {
      append('pin_set', { staffId, name: personOf(staffId).name, spending: outcome }, actor.staffId);
      store.setPin(staffId, pinHash, pin.length);
      writeSealed();
    });
    return { spendingLost: outcome === 'lost' };
  };

  return {
    all: () =>
      store.all().map((person) => {
        const pin = store.pin(person.id);
        return { ...person, pin: pin ? (pin.long ? 'long' : 'short') : 'none', secondFactor: secondFactor(person.id) };
      }),
    async add({ name, role: roleId, pin }, actor) {
      const rules = () => {
        const role = roleOf(roleId);
        refuseAbove(actor, role);
        refuseTakenName(
          name,
          store.all().map((other) => other.name),
        );
        refuseWeakPin(pin, role);
      };
      rules();
      const pinHash = await hashPin(pin);
      const id = newId();
      write(rules, (append) => {
        append('staff_put', { id, name, role: roleId, active: true }, actor.staffId);
        append('pin_set', { staffId: id, name, spending: 'none' }, actor.staffId);
        store.setPin(id, pinHash, pin.length);
      });
    },
    async change({ staffId, name, role: roleId, active, pin }, actor) {
      const next = () => {
        const before = personOf(staffId);
        return { before, after: { ...before, name: name ?? before.name, role: roleId ?? before.role, active: active ?? before.active } };
      };
      const rules = () => {
        const { before, after } = next();
        const role = roleOf(after.role);
        // The role of somebody who left may be gone.
        const had = store.roles().find(({ id }) => id === before.role);
        if (had) refuseAbove(actor, had);
        refuseAbove(actor, role);
        refuseTakenName(
          after.name,
          store.all().flatMap((other) => (other.id === staffId ? [] : [other.name])),
        );
        const otherOwners = store.active().filter((other) => other.role === OWNER && other.id !== staffId);
        if (otherOwners.length === 0 && !(after.active && after.role === OWNER)) throw new TillError('LAST_OWNER');
        if (pin !== undefined) refuseWeakPin(pin, role);
        else if (after.active && needsLongPin(role) && hasShortPin(staffId)) throw new TillError('PIN_TOO_SHORT', { digits: LONG_PIN });
      };
      rules();
      const pinHash = pin === undefined ? null : await hashPin(pin);
      let spendingLost = false;
      write(rules, (append) => {
        const { id, name: newName, role, active: isActive } = next().after;
        append('staff_put', { id, name: newName, role, active: isActive }, actor.staffId);
        if (pin === undefined || pinHash === null) return;
        const { outcome, write: writeSealed } = sealed.givenUp(staffId);
        append('pin_set', { staffId, name: newName, spending: outcome }, actor.staffId);
        store.setPin(staffId, pinHash, pin.length);
        writeSealed();
        spendingLost = outcome === 'lost';
      });
      return { spendingLost };
    },
    setPin: (staffId, pin, actor) =>
      setPin(
        staffId,
        pin,
        actor,
        () => {
          const role = roleOf(personOf(staffId).role);
          refuseAbove(actor, role);
          refuseWeakPin(pin, role);
        },
        async () => sealed.givenUp(staffId),
      ),
    changeOwnPin: (oldPin, newPin, actor) =>
      pins.alone(actor.staffId, async (tryPin) => {
        await tryPin(oldPin, 'pin_change');
        return setPin(
          actor.staffId,
          newPin,
          actor,
          () => refuseWeakPin(newPin, roleOf(personOf(actor.staffId).role)),
          () => sealed.resealed(actor.staffId, oldPin, newPin),
        );
      }),
    putRole({ id: roleId, ...given }, actor) {
      const id = roleId ?? newId();
      const rules = () => {
        const roles = store.roles();
        const before = roles.find((role) => role.id === id);
        if (roleId !== null && !before) throw new TillError('NOT_FOUND');
        if (id === OWNER) throw new TillError('NOT_ALLOWED');
        if (before) refuseAbove(actor, before);
        refuseAbove(actor, { ...given, id });
        for (const name of Object.values(given.names))
          refuseTakenName(
            name,
            roles.flatMap((role) => (role.id === id ? [] : Object.values(role.names))),
          );
        const tooShort = store.active().filter((person) => person.role === id && needsLongPin(given) && hasShortPin(person.id));
        if (tooShort.length > 0) throw new TillError('PIN_TOO_SHORT', { digits: LONG_PIN, names: tooShort.map(({ name }) => name).join(', ') });
      };
      const rights = RIGHTS.filter((right) => given.rights.includes(right));
      write(rules, (append) => void append('role_put', { id, ...given, rights, active: true }, actor.staffId));
    },
    removeRole(roleId, actor) {
      const rules = () => {
        const role = roleOf(roleId);
        if (roleId === OWNER) throw new TillError('NOT_ALLOWED');
        refuseAbove(actor, role);
        if (store.active().some((person) => person.role === roleId)) throw new TillError('ROLE_IN_USE');
      };
      write(rules, (append) => void append('role_put', { ...roleOf(roleId), active: false }, actor.staffId));
    },
  };
}
