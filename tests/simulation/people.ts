// Who comes to the register and how they say who they are, and whom the owner lets do what.
import type { Floor } from './floor.ts';

type Act = (floor: Floor) => Promise<void>;

const tileOf = ({ cashier }: Floor, person: { name: string }) => cashier.state.staff.tiles.find(({ name }) => name === person.name);
const cashierComes: Act = (floor) => floor.take(floor.random.pick(floor.cashiers));
const wrongPin: Act = async (floor) => {
  const person = floor.random.pick(floor.cashiers);
  const staffId = tileOf(floor, person)?.id ?? '';
  await floor.attempt('wrong PIN', () => floor.cashier.call.session.signIn({ staffId, pin: '1357' }));
};
/** Somebody gets a badge, comes to the register with it, and may lose it. */
const badge: Act = async (floor) => {
  const { random, cashier, manager } = floor;
  const person = random.pick(floor.cashiers);
  const staffId = tileOf(floor, person)?.id ?? '';
  const scanned = String(1_000_000_000 + random.below(9_000_000_000));
  await floor.attempt('a badge', () => manager.call.staff.enrolCard({ staffId, scanned }), manager);
  const signIn = () => floor.attempt('sign in by badge', () => cashier.call.session.signInWithBadge({ scanned }));
  await signIn();
  await floor.settled();
  if (cashier.state.session.staff?.id === staffId) floor.atRegister = person;
  if (random.chance(0.6)) return;
  const listed = await floor.attempt('badges', () => manager.call.staff.badges({ staffId }), manager);
  for (const { id: badgeId } of listed ?? []) await floor.attempt('a badge is lost', () => manager.call.staff.revokeBadge({ badgeId }), manager);
  // Whoever has found it tries.
  await signIn();
};
/** The role of the cashiers where nobody has made this one. */
export const roleOf = ({ manager }: Floor, name: string) => {
  const { roles } = manager.state.staff;
  const role = roles.find(({ names }) => names.en === name) ?? roles.find(({ id }) => id === 'cashier');
  if (!role) throw new Error(`no role ${name}`);
  return role;
};
export const traineeOf = (floor: Floor) => roleOf(floor, 'Trainee').id;
const staff: Act = async (floor) => {
  const { call, state } = floor.manager;
  const name = `Temp ${floor.random.below(20)}`;
  await floor.attempt('hire', () => call.staff.add({ name, role: traineeOf(floor), pin: '6284' }), floor.manager);
  await floor.settled();
  const person = state.staff.tiles.find((tile) => tile.name === name);
  if (!person) return;
  const leaving = { staffId: person.id, active: false };
  if (floor.random.chance(0.5)) await floor.attempt('PIN', () => call.staff.setPin({ staffId: person.id, pin: '7395' }), floor.manager);
  await floor.attempt('leave', () => call.staff.change({ ...leaving, name: `${name} ${floor.id()}`.slice(0, 40) }), floor.manager);
};
const role: Act = async (floor) => {
  const discountPpm = floor.random.pick([0, 50_000, 100_000, 200_000]);
  const rights = floor.random.pick([['sell'], ['sell', 'discount'], ['sell', 'discount', 'refund']] as const);
  const { names, ...trainee } = roleOf(floor, 'Trainee');
  const put = { ...trainee, names: { en: names.en ?? '', ko: names.ko ?? '' }, rights: [...rights], limits: { discountPpm } };
  await floor.attempt('role', () => floor.manager.call.staff.putRole(put), floor.manager);
};

export const PEOPLE: [name: string, weight: number, act: Act][] = [
  ['a cashier comes', 5, cashierComes],
  ['a wrong PIN', 1, wrongPin],
  ['a badge', 1, badge],
  ['staff', 0.5, staff],
  ['roles', 1, role],
];
