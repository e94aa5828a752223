import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stage } from './stages.ts';
import { Walker } from './walker.ts';

/**
 * Everything that the loop can do, walked through on one platform as two people meet it: each step goes on where the last one
 * ended. What is asserted are words that people see, the same on every platform.
 */
export function loopJourney(name: string, makeStage: () => Promise<Stage>): void {
  describe(`the loop on ${name}`, () => {
    let stage: Stage;
    let ada: Walker;
    let ben: Walker;
    beforeAll(async () => {
      stage = await makeStage();
      [ada, ben] = [new Walker(stage, stage.ada), new Walker(stage, stage.ben)];
    });
    afterAll(() => stage?.stop());

    test('Monday: a newcomer sets herself up, and is asked for her zone where nobody told it', async () => {
      const { zone } = stage.manners;
      await ada.says('/study start', 'Welcome, Ada', 'Set my first goal');
      const question = 'for you, right?';
      if (zone === 'told') await ada.readsNoMore(question);
      if (zone === 'guessed') {
        await ada.shows(`It is 09:00 ${question}`);
        await ada.presses('Yes', 'Time zone kept');
      }
      if (zone === 'unknown') {
        await ada.shows(`It is 08:00 ${question}`);
        await ada.presses('Change');
        await ada.person.send({ zone: 'Berlinn' });
        expect((await ada.form()).problems.zone).toContain('Did you mean');
        expect((await ada.form()).values.zone).toBe('Berlinn');
        await ada.sends({ zone: 'Berlin' }, 'Time zone kept');
      }
      await ada.says('/study me', 'Your settings', 'Europe/Berlin, where it is 09:00', 'Study hour', '18:00');
      await ada.readsNoMore('(my guess)');
    });

    test('a goal: what cannot be read is named, nothing typed is lost, and a vague plan gets one suggestion', async () => {
      await ada.says('/study goal');
      expect((await ada.form()).text).toContain('Measure, and by when');
      const typed = { what: 'Pass linear algebra', measure: '40 problems by yesterday', plan: 'study more' };
      await ada.person.send(typed);
      expect((await ada.form()).problems.measure).toContain('Sun 1 Mar has passed');
      expect((await ada.form()).values).toMatchObject(typed);
      await ada.sends({ measure: '40 problems by 20 March' }, 'One thing would make it stronger', 'Fri 20 Mar');
      await ada.presses('Fix');
      expect((await ada.form()).values).toMatchObject({ what: 'Pass linear algebra', plan: 'study more' });
      const plan = 'If it is 18:30 at my desk then I will solve three problems';
      await ada.sends(
        { plan, obstacles: 'If I am tired I will do just one problem' },
        'Changed.',
        'solve three problems',
      );
      await ada.readsNoMore('One thing would make it stronger');
      await ada.says('/study goals', 'Your goal', 'Pass linear algebra', 'by Fri 20 Mar');
    });

    test('a first card is learnt: Show, then a grade with its next date', async () => {
      await ada.says('/study add eigenvector | a vector that only gets longer', 'Added to My cards');
      await ada.says('/study review', 'eigenvector');
      await ada.readsNoMore('Easy');
      await ada.presses('Show', 'a vector that only gets longer', 'Again', 'Hard', 'Easy');
      await ada.presses('Good · 10 min', '1 card so far', 'One card comes back at');
      await ada.readsNoMore('Easy');
    });

    test('what there is today is one card, where the root alone can be said by that too', async () => {
      await ada.says('/study today', 'Today, Mon 2 Mar', 'How is it going?');
      if (!stage.manners.hasBareRoot) return;
      const before = (await ada.all()).length;
      await ada.says('/study');
      expect(await ada.all()).toHaveLength(before + 1);
      expect((await ada.newest()).text).toContain('Today, Mon 2 Mar');
    });

    test('Monday evening: the check-in comes by itself; Done is one press, Partly changes it by one form', async () => {
      await ada.hearsAt('2026-03-02T17:00:00Z', 'How did it go today?', 'solve three problems');
      await ada.presses('Done', 'Done: Pass linear algebra');
      await ada.presses('Change', 'So far today: Done');
      await ada.presses('Partly');
      await ada.person.send({ amount: 'some', minutes: '25' });
      expect((await ada.form()).problems.amount).toContain('I cannot read “some” as a number');
      await ada.sends({ amount: '2' }, 'Partly: Pass linear algebra', '2 problems · 25 min');
      await ada.readsNoMore('So far today: Done');
      await stage.timeIs('2026-03-02T17:01:00Z');
      await ada.shows('Partly: Pass linear algebra');
    });

    test('Tuesday: Not yet asks what got in the way', async () => {
      await ada.hearsAt('2026-03-03T17:00:00Z', 'How did it go today?');
      await ada.presses('Not yet', 'Not yet: Pass linear algebra', 'What got in the way?');
      await ada.presses('Distracted', 'Change my plan');
      await ada.readsNoMore('What got in the way?');
    });

    test('Tuesday: a reflection becomes a better plan and a review card, a press each', async () => {
      await ada.says('/study reflect');
      await ada.sends(
        {
          went: 'I sat down and then my phone rang, because I had left it on the desk.',
          cause: 'strategy',
          change: 'If it is 18:30 then I will put my phone in the kitchen and solve one problem',
          learned: 'A matrix is invertible when its determinant is not zero',
          satisfaction: '2',
        },
        'Reflected: Pass linear algebra',
      );
      await ada.presses('Change my plan', 'Your plan has changed', 'phone in the kitchen');
      await ada.presses('Keep as review card', 'determinant is not zero');
    });

    test('a deck comes in by a file, and goes out as one', async () => {
      await ada.says('/study decks', 'Your decks', 'My cards');
      await ada.presses('Import a deck');
      const bytes = new TextEncoder().encode('front;back\nla casa;the house\nel perro;the dog\nel gato;the cat');
      await ada.sends(
        { file: { name: 'Spanish.csv', mime: 'text/csv', bytes } },
        'Reading Spanish.csv',
        '3 new cards in Spanish',
      );
      await ada.presses('Open the deck', 'Spanish', '3');
      await ada.presses('Export CSV', 'Spanish as CSV');
      const files = (await ada.all()).flatMap((message) => message.files);
      const out = files.at(-1);
      expect(out?.name).toMatch(/^Spanish.*\.csv$/);
      expect(new TextDecoder().decode((await out?.read())?.bytes)).toContain('la casa');
    });

    test('Thursday: she does not study, and the bot was there', async () => {
      // More than half of a day without the bot would be nobody's fault.
      const [from, until] = ['2026-03-05T10:00:00Z', '2026-03-05T23:00:00Z'].map(Date.parse);
      for (let ms = from ?? 0; ms <= (until ?? 0); ms += 300_000) await stage.timeIs(new Date(ms).toISOString());
      await ada.shows('How did it go today?');
    });

    test('Friday: a reminder in her own words lands, is put off, and is done', async () => {
      await stage.timeIs('2026-03-06T10:00:00Z');
      await ada.says('/study remind today at 13:00 read chapter 3', 'I will remind you', '13:00');
      await ada.hearsAt('2026-03-06T12:00:00Z', 'read chapter 3', 'You asked for this');
      await ada.presses('15 m', 'I remind you again', '13:15');
      await ada.hearsAt('2026-03-06T12:15:00Z', 'read chapter 3');
      await ada.presses('Done', 'Done at');
    });

    test('what cannot be read as a time opens the form with it', async () => {
      await ada.says('/study remind water the plants whenever');
      expect((await ada.form()).values.what).toBe('water the plants whenever');
      await ada.person.send({ what: 'water the plants', when: 'whenever' });
      expect((await ada.form()).problems.when).not.toBe('');
      expect((await ada.form()).values).toMatchObject({ what: 'water the plants', when: 'whenever' });
      await ada.sends({ when: 'every friday at 17:00' }, 'I will remind you', 'water the plants');
    });

    test('reminders can be paused and quietened', async () => {
      await ada.says('/study reminders', 'Your reminder', 'water the plants');
      await ada.presses('Pause', 'Pause for how long?');
      await ada.presses('1 day', 'Paused: all waits until');
      await ada.presses('Go on now');
      await ada.readsNoMore('Paused: all waits until');
      await ada.presses('Quiet hours');
      await ada.person.send({ from: 'late', to: '7am' });
      expect((await ada.form()).problems.from).toContain('"late" is no time of day that I can read');
      await ada.sends({ from: '21:00' }, 'Quiet from 21:00 to 07:00.');
      await ada.hearsAt('2026-03-06T16:00:00Z', 'water the plants');
    });

    test('progress is a picture that can be heard too', async () => {
      await ada.says('/study progress', 'Your study days');
      const picture = (await ada.newest()).files.at(-1);
      expect(picture?.alt).toMatch(/studied/i);
      const { mime, bytes } = (await picture?.read()) ?? {};
      expect(mime).toBe(stage.manners.pictures);
      if (mime === 'image/png') expect([...(bytes ?? []).slice(1, 4)]).toEqual([...new TextEncoder().encode('PNG')]);
      expect(bytes?.length).toBeGreaterThan(2000);
    });

    test('a streak is explained day by day, and a day can be put right', async () => {
      await ada.says('/study why streak', 'Mon 2 Mar: 1 check-in', 'Thu 5 Mar: missed');
      await ada.picks('Thu 5 Mar');
      expect((await ada.form()).text).toContain('What did you do that day?');
      await ada.sends({ reason: 'Read in the train' }, 'Thu 5 Mar: put right by you');
    });

    test('help names every command', async () => {
      await ada.says('/study help', 'What I can do', '/study review', '/study today', '/setup health');
    });

    test('how messages fare is for those who run the place', async () => {
      await ada.person.say(stage.room, '/setup health');
      const mine = (await ada.person.sees(stage.room)).at(-1);
      expect(mine).toMatchObject({ isPrivate: true, text: expect.stringContaining('Last look') });
      await ada.person.press(stage.room, 'Send a test');
      await stage.studyloop.settle();
      expect((await ben.person.sees(stage.room)).map(({ text }) => text).join('\n')).toContain('A test reminder');
      const { setup } = stage.manners;
      if (setup === 'not offered')
        await expect(ben.person.say(stage.room, '/setup health')).rejects.toThrow('not offered');
      if (setup !== 'refused') return;
      await ben.person.say(stage.room, '/setup health');
      const refused = (await ben.person.sees(stage.room)).at(-1);
      expect(refused).toMatchObject({ isPrivate: true, text: expect.stringContaining('That is for admins') });
    });

    test('a sprint in the room: joined by the plan or in own words, ended on the minute, one result for all', async () => {
      const shown = async (...texts: readonly string[]) => {
        await stage.studyloop.settle();
        const all = (await ben.person.sees(stage.room)).map(({ text }) => text).join('\n');
        for (const text of texts) expect(all).toContain(text);
      };
      const at = async (...minutes: readonly number[]) => {
        for (const minute of minutes) await stage.timeIs(new Date(Date.UTC(2026, 2, 6, 16, minute)).toISOString());
      };
      await at(30);
      await ada.person.say(stage.room, '/sprint new 25 graphs');
      await shown('25-minute sprint: graphs', 'Nobody is in yet');
      await ada.person.press(stage.room, 'Join');
      await ben.person.press(stage.room, 'Join');
      expect((await ben.form()).values.doing).toBe('graphs');
      await ben.person.send({ doing: 'sketch three graphs', confidence: '2' });
      await shown('Ben: sketch three graphs', 'You are in', '2 of 5');
      await at(35, 40, 45, 50, 55);
      await shown('How did it go?', '2 took part.', 'It ended at');
      await ben.person.press(stage.room, 'Hit it');
      await shown('it went better than you thought', '1 of 2 have said.');
      await at(60, 65);
      await shown('25-minute sprint done: graphs', 'Ada: no word yet', 'Ben: hit it · was 2 of 5 sure');
    });

    test('in a room nobody reads what is private', async () => {
      const before = await ben.person.sees(stage.room);
      for (const line of ['/study goals', '/study today', '/study check-in', '/study reminders', '/study review'])
        await ada.person.say(stage.room, line);
      const mine = await ada.person.sees(stage.room);
      expect(mine.map(({ text }) => text).join('\n')).toContain('Pass linear algebra');
      expect(mine.filter(({ text }) => text.includes('Pass linear algebra')).every((it) => it.isPrivate)).toBe(true);
      expect((await ben.person.sees(stage.room)).slice(before.length)).toEqual([]);
      expect((await ben.person.sees(stage.room)).map(({ text }) => text).join('\n')).not.toContain('linear algebra');
    });

    test('what is typed rings nobody and stays as it was typed', async () => {
      const hostile = '@everyone @here <@1234567890> <!channel> <@U012AB3CD> **x** <b>y</b>';
      await ben.person.say(stage.room, '/study goal');
      await ben.person.send({ what: hostile, plan: `If it is 7:00 at ${hostile} then I will read` });
      expect(await ben.person.form()).toBeNull();
      await ben.says('/study goals', hostile);
      await ben.says(`/study remind in 10 minutes ${hostile}`, hostile);
      const inTenMinutes = new Date(stage.studyloop.clock.now().getTime() + 600_000).toISOString();
      await stage.timeIs(inTenMinutes);
      expect((await ben.newest()).text).toContain(hostile);
      const all = [...(await ben.all()), ...(await ben.person.sees(stage.room)), ...(await ada.all())];
      expect(all.filter(({ rings }) => rings > 0)).toEqual([]);
    });
  });
}
