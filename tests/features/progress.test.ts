import { afterAll, expect, test } from 'vitest';
import type { plainCard } from '../../src/chat/plain.ts';
import { startStudyloop } from '../support/studyloop.ts';

const studyloop = await startStudyloop({ at: '2026-03-02T18:00:00Z' });
afterAll(() => studyloop.stop());

test('an empty beginning is kind', async () => {
  const ada = studyloop.person('Ada', 'Europe/Berlin');
  await ada.says('/study progress');
  expect(ada.text).toContain('begins with your next study day');
  await ada.says('/study why');
  expect(ada.text).toContain('Streak: 0 study days');
  await ada.says('/study why review');
  expect(ada.text).toContain('No review is due');
});

test('study days are drawn, explained with their source, and a wrong one is put right', async () => {
  const bob = studyloop.person('Bob', 'Europe/Berlin');
  for (const day of ['2026-03-03', '2026-03-04', '2026-03-06']) {
    studyloop.clock.to(`${day}T18:00:00Z`);
    await bob.says('/study check-in 25 graphs');
  }
  await bob.says('/study progress');
  const [picture] = bob.card.blocks.filter((block) => block.kind === 'picture');
  expect(picture?.kind === 'picture' && picture.svg).toContain('<svg');
  expect(bob.text).toContain('1 study day.');

  await bob.presses('Why this streak?');
  expect(bob.text).toMatch(/Fri 6 Mar: 1 check-in, 25 min/);
  expect(bob.text).toMatch(/Thu 5 Mar: missed/);
  expect(bob.text).toContain('Days go by Europe/Berlin');

  const explained = bob.card;
  await bob.picks('2026-03-05', explained);
  const sheet = bob.form;
  expect((await bob.fills({ reason: '' })).refused?.problems).toHaveProperty('reason');
  await bob.fills({ reason: 'read on the train' }, sheet);
  expect(bob.text).toContain('Streak: 4 study days');
  expect(bob.text).toMatch(/Thu 5 Mar: put right by you/);
  await bob.fills({ reason: 'again' }, sheet);
  expect(bob.text).toContain('Streak: 4 study days');
});

test('only a past day of the last two weeks can be put right', async () => {
  const cleo = studyloop.person('Cleo', 'UTC');
  for (const [day, says] of [
    ['2026-03-06', 'not over yet'],
    ['2026-03-20', 'not over yet'],
    ['2026-02-01', 'last 14 days'],
    ['2026-02-31', 'no day of the calendar'],
  ]) {
    await cleo.pressesWire(`why.mend-day?day=${day}`, { reason: 'x' });
    expect(cleo.text).toContain(says);
  }
});

test('the forgetting curve of a deck belongs to those who study it', async () => {
  const dan = studyloop.person('Dan', 'UTC');
  await dan.says('/study add capital of Peru | Lima');
  await dan.says('/study progress');
  await dan.picks('My cards (0 cards reviewed)');
  expect(dan.text).toContain('Nothing to forget yet');
  const curve = dan.reply;
  await dan.says('/study review');
  await dan.presses('Show');
  await dan.presses(labelled(dan.card, 'Easy'));
  await dan.says('/study progress my cards');
  expect(dan.text).toContain('Forgetting curve of My cards');
  expect(dan.text).toMatch(/you would still know \d+% if you stop now/);
  expect(curve.answers).toBe('in place');

  const eve = studyloop.person('Eve', 'UTC');
  await eve.says('/study progress My cards');
  expect(eve.text).toContain('You study no deck named');
  await dan.says('/study progress');
  const picker = dan.card.blocks
    .flatMap((block) => (block.kind === 'controls' ? block.controls : []))
    .find((it) => it.kind === 'picker');
  const deckId = picker?.kind === 'picker' ? (picker.choices[0]?.value ?? '') : '';
  await eve.pressesWire(`progress.curve?deckId=${deckId}`);
  expect(eve.text).toContain('no longer yours');
});

function labelled(card: Parameters<typeof plainCard>[0], start: string): string {
  const labels = card.blocks.flatMap((block) =>
    block.kind === 'controls' ? block.controls.map(({ label }) => label) : [],
  );
  return labels.find((label) => label.startsWith(start)) ?? start;
}
