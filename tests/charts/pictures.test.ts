import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibrationChart } from '../../src/charts/calibration.ts';
import { forgettingCurveChart } from '../../src/charts/forgetting-curve.ts';
import { studyDaysChart } from '../../src/charts/study-days.ts';
import { calendarOf, curveOf, sureness } from './examples.ts';

const halfLives = Array.from({ length: 42 }, (_, index) => 12 + 3 * index);

/** Text of the `<text>` elements, as a reader sees it. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) =>
    text.replace(
      /&(lt|gt|quot|#39|amp);/g,
      (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name] ?? '',
    ),
  );
}

/** What an XML reader would refuse, or nothing. */
function faultOf(svg: string): string | undefined {
  const open: string[] = [];
  for (const [token] of svg.matchAll(/<[^<>]*>|[^<>]+|[<>]/g)) {
    const [, closing, name = ''] = token.match(/^<(\/?)(svg|g|path|rect|circle|text)\b/) ?? [];
    if (name && !closing) open.push(name);
    else if (name) {
      if (open.pop() !== name) return `unbalanced ${token}`;
    } else if (/[<>]|&(?!(lt|gt|quot|amp|#39);)|[\p{Cs}\uFFFE\uFFFF]|(?!\n)\p{Cc}/u.test(token))
      return `stray ${token}`;
  }
  return open.length > 0 ? `never closed: ${open.join(' ')}` : undefined;
}

describe('a picture', () => {
  test('is drawn as it was approved', async () => {
    await expect(forgettingCurveChart(curveOf(halfLives)).svg).toMatchFileSnapshot('approved/forgetting-curve.svg');
    await expect(studyDaysChart(calendarOf()).svg).toMatchFileSnapshot('approved/study-days.svg');
    await expect(calibrationChart(sureness).svg).toMatchFileSnapshot('approved/calibration.svg');
  });

  test('has the same bytes however many were drawn before it', () => {
    const first = forgettingCurveChart(curveOf(halfLives)).svg;
    studyDaysChart(calendarOf());
    forgettingCurveChart(curveOf([3]));
    expect(forgettingCurveChart(curveOf(halfLives)).svg).toBe(first);
  });

  test('shares no name and no style with other pictures on the page', () => {
    for (const { svg } of [
      forgettingCurveChart(curveOf(halfLives)),
      studyDaysChart(calendarOf()),
      calibrationChart(sureness),
    ]) {
      expect(svg).not.toMatch(/\b(id|class|style|href|clip-path)=|<style|<script|<defs|url\(/);
    }
  });

  test('is drawn alike in every time zone, and lets the process end', () => {
    const program = `
      import { studyDaysChart } from './src/charts/study-days.ts';
      import { calendarOf } from './tests/charts/examples.ts';
      process.stdout.write(studyDaysChart(calendarOf()).svg);`;
    for (const TZ of ['Pacific/Kiritimati', 'America/St_Johns']) {
      const drawn = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
        env: { ...process.env, TZ },
      });
      expect(drawn.toString()).toBe(studyDaysChart(calendarOf()).svg);
    }
  });

  test.each([
    '<script>alert(1)</script>',
    'R&D "quotes" \'n\' more',
    '🇫🇷 👩‍🎓 café',
    '&lt;already&gt;',
    'class="zr0-cls-0" x',
  ])('shows the deck name %s as it was typed', (deck) => {
    const { svg, alt } = forgettingCurveChart(curveOf(halfLives, { deck }));
    expect(faultOf(svg)).toBeUndefined();
    const shown = textsOf(svg)[0] ?? '';
    expect(deck.startsWith(shown.replace(/…$/, ''))).toBe(true);
    expect(alt).toContain(deck);
  });

  test('is well-formed XML whatever a member calls the deck', () => {
    const names = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(names, (deck) => {
        const { svg } = forgettingCurveChart(curveOf([9, 30], { deck }));
        expect(faultOf(svg)).toBeUndefined();
      }),
      { seed: 20, numRuns: 60 },
    );
  });

  test('cuts 200 characters between whole ones, with …', () => {
    for (const character of ['x', 'W', '語', '👩‍🎓', 'e\u0301']) {
      const title = textsOf(forgettingCurveChart(curveOf([9], { deck: character.repeat(200) })).svg)[0] ?? '';
      expect(title).toMatch(/…$/);
      expect(title.slice(0, -1)).toBe(character.repeat((title.length - 1) / character.length));
      expect(title.length).toBeGreaterThan(10);
    }
  });
});

describe('the forgetting curve', () => {
  test('says in words what it shows', () => {
    expect(forgettingCurveChart(curveOf(halfLives)).alt).toBe(
      'Forgetting curve of Graph theory, 42 cards, 22 November to 22 December. Expected recall is 97% today. ' +
        'If you review when due it is 93% on 22 December; if you stop it is 67% (eight cards in ten between 41% and 82%). ' +
        'Your aim is 90%.',
    );
  });

  test('names its curves beside them and today below them', () => {
    expect(textsOf(forgettingCurveChart(curveOf(halfLives)).svg)).toEqual(
      expect.arrayContaining([
        'if you review when due',
        '93%',
        'if you stop',
        '67%',
        'aim 90%',
        'today',
        '2 Dec',
        '22 Dec',
        'now 97%',
      ]),
    );
  });

  test('of no cards says so instead of drawing axes', () => {
    const picture = forgettingCurveChart({ deck: 'Latin', cards: 0, desiredRetention: 0.9, days: [] });
    expect(textsOf(picture.svg)).toEqual(['Latin', 'No cards here yet. The first one starts the curve.']);
    expect(picture.alt).toBe('Forgetting curve of Latin: there are no cards yet.');
  });

  test('of one card has no band, in the picture or in words', () => {
    const { svg, alt } = forgettingCurveChart(curveOf([9]));
    expect(svg).not.toContain('fill-opacity');
    expect(forgettingCurveChart(curveOf([9, 20])).svg).toContain('fill-opacity');
    expect(alt).toContain('1 card,');
    expect(alt).not.toContain('eight cards in ten');
  });

  test('of 10,000 cards is no larger than that of forty', () => {
    const many = forgettingCurveChart(curveOf(Array.from({ length: 10_000 }, (_, index) => 1 + index / 50)));
    expect(textsOf(many.svg)[1]).toBe('What you can recall, next 30 days · 10,000 cards');
    expect(many.svg.length).toBeLessThan(15_000);
  });

  test('keeps every word inside the picture and the end numbers apart, for any deck', () => {
    const decks = fc.record({
      halfLives: fc.array(fc.double({ min: 0.1, max: 5000, noNaN: true }), { minLength: 1, maxLength: 30 }),
      desiredRetention: fc.double({ min: 0.7, max: 0.97, noNaN: true }),
    });
    fc.assert(
      fc.property(decks, ({ halfLives, desiredRetention }) => {
        const { svg, width, height } = forgettingCurveChart(curveOf(halfLives, { desiredRetention }));
        const places = [...svg.matchAll(/<text[^>]*translate\(([\d.-]+) ([\d.-]+)\)/g)].map(([, x, y]) => [
          Number(x),
          Number(y),
        ]);
        expect(places.length).toBeGreaterThanOrEqual(11);
        for (const [x = -1, y = -1] of places) {
          expect(x).toBeGreaterThanOrEqual(20);
          expect(x).toBeLessThanOrEqual(width - 50);
          expect(y).toBeGreaterThanOrEqual(30);
          expect(y).toBeLessThanOrEqual(height - 12);
        }
        const ends = places
          .filter(([x = 0]) => x > 410)
          .map(([, y = 0]) => y)
          .sort((a, b) => a - b);
        expect(Math.abs((ends[0] ?? 0) - (ends[1] ?? 0))).toBeGreaterThanOrEqual(20);
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});

describe('the study days', () => {
  const cellsOf = (svg: string) =>
    [...svg.matchAll(/<path d="[^"]*"[^>]*fill="(#[0-9a-f]{6})"[^>]*>/g)].map(([, fill]) => fill);

  test('say in words what they show, week by week', () => {
    expect(studyDaysChart(calendarOf()).alt).toBe(
      'Study days of 12 weeks, 31 August to 19 November: 43 days studied (30 h 41 min), 12 days frozen and 10 days mended. ' +
        'Days in each week, oldest first: 4, 5, 4, 6, 4, 5, 4, 5, 5, 4, 5, 2.',
    );
  });

  test('have a square for each day from Monday of the first week to today, and none for days to come', () => {
    const empty = '#222b45';
    const squares = (today: string) =>
      cellsOf(studyDaysChart({ days: [], today, weeks: 12 }).svg).filter((fill) => fill === empty).length;
    const inLegend = 1;
    expect(squares('2026-11-16')).toBe(11 * 7 + 1 + inLegend);
    expect(squares('2026-11-22')).toBe(12 * 7 + inLegend);
  });

  test('mark frozen and mended days by shape: three strokes, a dashed seam', () => {
    const one = (kind: 'studied' | 'frozen' | 'mended') =>
      studyDaysChart({ days: [{ day: '2026-11-10', kind, minutes: 20 }], today: '2026-11-19', weeks: 12 }).svg;
    const seams = (svg: string) => svg.match(/stroke-dasharray/g)?.length ?? 0;
    const strokes = (svg: string) => svg.match(/stroke-linecap="round"/g)?.length ?? 0;
    expect([seams(one('studied')), strokes(one('studied'))]).toEqual([0, 0]);
    expect([seams(one('frozen')), strokes(one('frozen'))]).toEqual([0, 3 + 3]);
    expect([seams(one('mended')), strokes(one('mended'))]).toEqual([1 + 1, 0]);
  });

  test('of nobody yet invite, and leave out what they need not explain', () => {
    const { svg, alt } = studyDaysChart({ days: [], today: '2026-11-19', weeks: 12 });
    expect(textsOf(svg)).toContain('The first day you study lights up here.');
    expect(textsOf(svg)).not.toContain('frozen');
    expect(alt).toContain('0 days studied. Days in each week, oldest first: 0, 0,');
  });

  test('count a day without minutes as a day, and leave out days before the weeks shown', () => {
    const days = [
      { day: '2026-11-18', kind: 'studied', minutes: 0 },
      { day: '2025-11-18', kind: 'studied', minutes: 90 },
    ] as const;
    expect(textsOf(studyDaysChart({ days, today: '2026-11-19', weeks: 12 }).svg)).toContain('1 day in 12 weeks');
  });

  test('name each month once, above the week in which it begins, across a new year', () => {
    const names = (today: string) =>
      textsOf(studyDaysChart({ days: [], today, weeks: 12 }).svg).filter((text) => /^[A-Z][a-z]{2,3}$/.test(text));
    const months = names('2026-01-05').filter((name) => !['Mon', 'Wed', 'Fri', 'Sun'].includes(name));
    expect(months).toEqual(['Nov', 'Dec', 'Jan']);
  });
});

describe('how sure, how right', () => {
  const barsOf = (svg: string) =>
    [...svg.matchAll(/<path d="[^"]*"[^>]*fill="(#63dcc5|#ffb757)"[^>]*>/g)].map(([, fill]) => fill);
  const inLegend = ['#63dcc5', '#ffb757'];

  test('is said in words, step by step', () => {
    expect(calibrationChart(sureness).alt).toBe(
      'How sure you said you were in practice, and how often you were right. At 50%: 7 of 12 right (58%). ' +
        'At 70%: 13 of 18 right (72%). At 90%: 18 of 25 right (72%). At 99%: 93 of 104 right (89%).',
    );
  });

  test('has a bar for each step that was said; one that is too short by more than a little looks different', () => {
    const bars = ['#63dcc5', '#63dcc5', '#ffb757', '#ffb757'];
    expect(barsOf(calibrationChart(sureness).svg)).toEqual([...bars, ...inLegend]);
    const none = sureness.map(({ said }) => ({ said, answers: 0, right: 0 }));
    expect(barsOf(calibrationChart(none).svg)).toEqual(inLegend);
    expect(textsOf(calibrationChart(none).svg).filter((text) => text === 'never')).toHaveLength(4);
  });

  test('keeps every word inside the picture and every share off the line, for any answers', () => {
    const step = fc
      .integer({ min: 0, max: 20_000 })
      .chain((answers) => fc.record({ answers: fc.constant(answers), right: fc.integer({ min: 0, max: answers }) }));
    fc.assert(
      fc.property(fc.tuple(step, step, step, step), (steps) => {
        const told = steps.map((it, at) => ({ ...it, said: sureness[at]?.said ?? 0 }));
        const { svg, width, height } = calibrationChart(told);
        expect(faultOf(svg)).toBeUndefined();
        for (const [, x, y] of svg.matchAll(/<text[^>]*translate\(([\d.-]+) ([\d.-]+)\)/g)) {
          expect(Number(x)).toBeGreaterThanOrEqual(20);
          expect(Number(x)).toBeLessThanOrEqual(width - 40);
          expect(Number(y)).toBeGreaterThanOrEqual(30);
          expect(Number(y)).toBeLessThanOrEqual(height - 20);
        }
      }),
      { seed: 8, numRuns: 60 },
    );
  });
});
