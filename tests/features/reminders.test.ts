import { afterAll, expect, test } from 'vitest';
import { plainCard } from '../../src/chat/plain.ts';
import { startStudyloop } from '../support/studyloop.ts';

const studyloop = await startStudyloop({ at: '2026-03-02T08:00:00Z' });
afterAll(() => studyloop.stop());

test('try', async () => {
  const ada = studyloop.person('Ada', 'Europe/Berlin');
  await ada.says('/study remind every weekday at 18:30 read a chapter');
  console.log(ada.text);
  await ada.says('/study reminders');
  console.log(ada.text);
  studyloop.clock.to('2026-03-02T17:30:20Z');
  await studyloop.tick();
  console.log(plainCard(ada.lastMail));
  await ada.presses('1 h', ada.lastMail);
  console.log(ada.text);
});
