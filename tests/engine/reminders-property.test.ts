import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { member } from '../../src/db/schema/index.ts';
import { Unavailable } from '../../src/errors.ts';
import { addDays, dayIn, instantOf } from '../../src/study/time/day.ts';
import { nextOccurrence, type Rule } from '../../src/study/time/recurrence.ts';
import { addMember, addReminder, bookOf, setQuiet, startRig } from '../support/rig.ts';

const rig = await startRig('2026-01-01T00:00:00Z');
afterAll(() => rig.stop());

/** Instants shortly before the clocks change somewhere, and one where none does. */
const starts = ['2026-03-07T20:00Z', '2026-03-28T20:00Z', '2026-10-24T20:00Z', '2026-06-10T08:00Z'];
const zones = ['UTC', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'America/Nuuk', 'Asia/Kathmandu'];
const silences = [
  ['00:00', '00:00'],
  ['22:00', '07:00'],
  ['13:00', '14:30'],
] as const;

const clock = fc
  .tuple(fc.nat(23), fc.constantFrom('00', '15', '30', '59'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const from = fc.constantFrom('2026-01-01', '2026-03-01', '2026-06-09');
const at = fc.uniqueArray(clock, { minLength: 1, maxLength: 2 });
const one = fc.constant(1);
const upTo = (max: number) => fc.integer({ min: 1, max });
const on = fc.uniqueArray(fc.constantFrom(1, 2, 3, 4, 5, 6, 7), { minLength: 1 });
const dates = fc.constantFrom<(number | 'last')[]>([1], [9, 29], ['last'], [31]);
const plain = { noNullPrototype: true };
const rule: fc.Arbitrary<Rule | null> = fc.oneof(
  fc.constant(null),
  fc.record({ unit: fc.constant('hours'), every: upTo(7), from, start: clock }, plain),
  fc.record({ unit: fc.constant('days'), every: upTo(3), from, at }, plain),
  fc.record({ unit: fc.constant('weeks'), every: upTo(2), from, at, on }, plain),
  fc.record({ unit: fc.constant('months'), every: one, from, at, on: dates }, plain),
);

const when = fc.constantFrom('before', 'after');
const step = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant('pass'), minutes: upTo(1500) }), weight: 3 },
  { arbitrary: fc.record({ do: fc.constant('pass'), minutes: fc.integer({ min: -180, max: 180 }) }), weight: 1 },
  { arbitrary: fc.record({ do: fc.constant('tick') }), weight: 2 },
  { arbitrary: fc.record({ do: fc.constant('rivals') }), weight: 1 },
  { arbitrary: fc.record({ do: fc.constant('crash'), n: upTo(20), when }), weight: 2 },
  { arbitrary: fc.record({ do: fc.constant('deliver') }), weight: 2 },
  { arbitrary: fc.record({ do: fc.constant('lose'), when }), weight: 1 },
  { arbitrary: fc.record({ do: fc.constant('die'), n: upTo(2), when }), weight: 1 },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(it: Step): Promise<void> {
  switch (it.do) {
    case 'pass':
      return rig.clock.passMinutes(it.minutes);
    case 'tick':
      return rig.tick();
    case 'rivals':
      return void (await Promise.all([rig.tick(), rig.tick(), rig.deliver(), rig.deliver()]));
    case 'crash':
      rig.wire.cutAt(it.n, it.when);
      await rig.tick();
      return rig.wire.mend();
    case 'deliver':
      return rig.deliver();
    case 'lose':
      rig.far.troubles = [{ when: it.when, error: new Unavailable('lost') }];
      return rig.deliver();
    case 'die':
      rig.wire.cutAt(it.n, it.when);
      await rig.deliver().catch(() => {});
      return rig.wire.mend();
  }
}

const story = fc.record({
  start: fc.constantFrom(...starts),
  zone: fc.constantFrom(...zones),
  quiet: fc.constantFrom(...silences),
  rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
  delay: fc.integer({ min: 1, max: 3000 }),
  steps: fc.array(step, { minLength: 4, maxLength: 16 }),
});

test('whatever happens, each occurrence is planned once, in a message that is kept once and seen once, and none is lost', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ start, zone, quiet, rules, delay, steps }) => {
      await rig.db.delete(member);
      rig.clock.to(start);
      const memberId = await addMember(rig.db, rig.newId(), { zone });
      await setQuiet(rig.db, memberId, quiet[0], quiet[1]);
      const bells = rules.map((rule) => ({
        id: rig.newId(),
        rule,
        dueAt: firstOf(rule, zone, new Date(start), delay),
      }));
      for (const bell of bells) await addReminder(rig.db, { ...bell, memberId, zone });

      let latest = rig.clock.now();
      for (const it of steps) {
        await take(it);
        if (rig.clock.now() > latest) latest = rig.clock.now();
      }
      const end = instantOf(zone, addDays(dayIn(zone, latest), 1), '12:00');
      rig.clock.to(end.toISOString());
      await rig.recover();

      const { occurrences, posts } = await bookOf(rig.db, memberId);
      for (const { id, rule, dueAt } of bells) {
        const planned = occurrences.filter(({ reminderId }) => reminderId === id);
        expect(planned.map((it) => it.dueAt)).toEqual(allOf(rule, zone, dueAt, end));
        expect(planned.filter((it) => it.plannedAt < it.dueAt)).toEqual([]);
      }
      expect(posts.map(({ key }) => key).sort()).toEqual(
        [...new Set(occurrences.map(({ postKey }) => postKey))].sort(),
      );
      expect(posts.filter(({ state }) => state !== 'sent')).toEqual([]);
      const seen = [...rig.far.shown.values()].filter(({ to }) => to === `far:${memberId}`);
      expect(seen.map(({ id }) => id).sort()).toEqual(posts.map(({ id }) => id).sort());
    }),
    { seed: 20260302, numRuns: 80 },
  );
});

const firstOf = (rule: Rule | null, zone: string, start: Date, delay: number) =>
  (rule && nextOccurrence(rule, zone, start)) ?? new Date(start.getTime() + delay * 60_000);

function allOf(rule: Rule | null, zone: string, first: Date, end: Date): Date[] {
  const all: Date[] = [];
  for (let at: Date | null = first; at && at <= end; at = rule && nextOccurrence(rule, zone, at)) all.push(at);
  return all;
}
