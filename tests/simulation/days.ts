// The days of a simulated year as a process of its own, which can be killed and begun again: it goes on where its notes say. What a day
// brings hangs on the seed, the day and the action's number alone, so that each can be lived through again.
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SampleId } from '../../src/main/catalogue/samples.ts';
import { dayAfter } from '../../src/shared/day-range.ts';
import { type Random, seeded } from '../crash/random.ts';
import { openTestTill } from '../till/open-test-till.ts';
import { chosen, DAYS_WORK } from './actions.ts';
import { closeShift, evening, morning } from './evening.ts';
import { type Floor, openFloor } from './floor.ts';
import { diskRefuses, killAfter, MISHAPS, nodeAway } from './mishaps.ts';
import { HIRED, setUp } from './office.ts';
import { type Message, type Notes, notesPath, type Plan, witnessPath } from './plan.ts';
import { Sums } from './sums.ts';

const ACTIONS = [...DAYS_WORK, ...MISHAPS];
const OPENS_AT_HOUR: Record<SampleId, number> = { eu: 8 - 1, kr: 8 - 9, us: 8 + 5 };
/** From eight to half past one: a bar's day, which begins at four. */
const DAY_MINUTES = 17.5 * 60;
/** Well within the two hours after which this shop's screens lock themselves. */
const TOUCHED_EVERY_MINUTES = 30;
const STUCK_AFTER_MS = 180_000;
const HOUR_MS = 3_600_000;

/** What happens on which day beside the day's work. */
function calendar(day: number, actions: number, random: Random) {
  const at = () => Math.floor(actions * (0.2 + 0.6 * random.next()));
  return {
    restarts: day % 4 === 2 ? [at()] : [],
    kills: day % 6 === 1 ? [at()] : [],
    closesAtNoon: day % 10 === 3 ? Math.floor(actions / 2) : -1,
    diskRefuses: day % 60 === 5 ? at() : -1,
    nodeAway: day % 60 === 35 ? at() : -1,
  };
}

/** An action that does not end is a fault that would say nothing. */
async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it does not end')), STUCK_AFTER_MS);
  });
  try {
    await Promise.race([work, stuck]);
  } finally {
    clearTimeout(timer);
  }
}

async function live(plan: Plan): Promise<void> {
  const { dataDir, sample, seed, firstDay, days, actionsADay } = plan;
  const notes: Notes = existsSync(notesPath(dataDir))
    ? JSON.parse(readFileSync(notesPath(dataDir), 'utf8'))
    : { day: 0, action: 0, zsOfDay: [], pockets: { vouchers: [], oldCodes: [] }, done: [] };
  const done = new Sums();
  done.become(notes.done);
  const { pockets } = notes;

  let dice = seeded(seed);
  const random: Random = {
    next: () => dice.next(),
    below: (below) => dice.below(below),
    chance: (probability) => dice.chance(probability),
    pick: (items) => dice.pick(items),
  };
  const throwAnew = (day: number, action: number) => {
    dice = seeded((seed * 1_000_003 + day) * 4099 + action);
  };
  const note = (day: number, action: number) => {
    const written: Notes = { day, action, zsOfDay: notes.zsOfDay, pockets, done: [...done.all()] };
    writeFileSync(notesPath(dataDir), JSON.stringify(written));
  };
  const timeOf = (day: number, action: number) =>
    Date.parse(`${dayAfter(firstDay, day)}T00:00:00Z`) + OPENS_AT_HOUR[sample] * HOUR_MS + (DAY_MINUTES * 60_000 * action) / actionsADay;

  const first = !existsSync(join(dataDir, 'practice'));
  throwAnew(notes.day, notes.action);
  const open = async (startsAtMs: number) => openFloor(await openTestTill({ sample, dataDir, startsAtMs }), HIRED, { random, pockets, done });
  let floor = await open(timeOf(notes.day, notes.action));
  if (first) await setUp(floor);

  const act = async (name: string, work: (floor: Floor) => Promise<void>) => {
    await inTime(work(floor));
    await floor.settled();
    done.add(`action: ${name}`, 1);
  };
  const touchedEvery = Math.max(1, Math.floor((actionsADay * TOUCHED_EVERY_MINUTES) / DAY_MINUTES));
  /** Somebody is at each screen; over night they had locked themselves. */
  const hands = async () => {
    await floor.attempt('touched', () => floor.cashier.call.session.touched());
    await floor.attempt('touched', () => floor.manager.call.session.touched(), floor.manager);
    await floor.settled();
    if (floor.cashier.state.session.staff === null) await floor.take(floor.atRegister);
    if (floor.manager.state.session.staff === null) await floor.signIn(floor.manager, floor.owner);
  };
  const restart = async () => {
    await floor.till.till.close();
    floor = await open(floor.till.clock.nowMs);
    done.add('restarts', 1);
  };
  /** Works on until the end, which comes from another thread, and says of each sale that it was shown as paid. */
  const workUntilKilled = async (day: number, action: number) => {
    note(day, action + 1);
    killAfter(random.below(60));
    for (;;) {
      const [name, , work] = chosen(ACTIONS, random);
      await act(name, work);
      const { id, status } = floor.sale();
      if (status === 'completed') appendFileSync(witnessPath(dataDir), `${id}\n`);
    }
  };

  for (let { day, action } = notes; day < days; day++, action = 0) {
    throwAnew(day, -1);
    const date = dayAfter(firstDay, day);
    const today = calendar(day, actionsADay, random);
    for (; action < actionsADay; action++) {
      throwAnew(day, action);
      let name = 'the beginning';
      try {
        floor.till.clock.nowMs = timeOf(day, action);
        if (action % touchedEvery === 0) await hands();
        if (action === 0) await act('morning', morning);
        if (today.restarts.includes(action)) await restart();
        if (today.kills.includes(action)) await workUntilKilled(day, action);
        if (today.closesAtNoon === action) notes.zsOfDay.push((await closeShift(floor)).number);
        if (today.diskRefuses === action) await act('the disk refuses', diskRefuses);
        if (today.nodeAway === action) await act('the node is away', nodeAway);
        const next = chosen(ACTIONS, random);
        name = next[0];
        await act(name, next[2]);
      } catch (cause) {
        throw new Error(`seed ${seed}, day ${day} (${date}), action ${action} (${name})`, { cause });
      }
    }
    try {
      throwAnew(day, actionsADay);
      floor.till.clock.nowMs = timeOf(day, actionsADay);
      const message: Message = {
        kind: 'evening',
        evening: await evening(floor, { day, date, last: day === days - 1 }, notes.zsOfDay),
        done: [...done.all()],
      };
      const errors = floor.till.logged().match(/^.*"level":"error".*$/gm) ?? [];
      // What a node that was away leaves unknown is asked of it again.
      const error = errors.find((line) => !line.includes('"event":"payout.outcome_unknown"'));
      if (error) throw new Error(`the till logged a fault: ${error}`);
      note(day, actionsADay);
      const agreed = once(process, 'message');
      process.send?.(message);
      await agreed;
      notes.zsOfDay = [];
    } catch (cause) {
      throw new Error(`seed ${seed}, day ${day} (${date}), in the evening`, { cause });
    }
  }
  await floor.till.till.close();
  process.disconnect?.();
}

await live(JSON.parse(process.argv[2] ?? '') as Plan);
