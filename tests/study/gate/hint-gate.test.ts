import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { givesAway } from '../../../src/study/gate/giving-away.ts';
import { hintFaults } from '../../../src/study/gate/hint-gate.ts';
import { numberOf, numbersIn, numberWordsOf, romanOf } from '../../../src/study/text/numbers-said.ts';
import { disguises } from '../../adversarial/disguises.ts';
import { injections } from '../../adversarial/injections.ts';

const [word, cell] = ['Mitochondria', 'Which part of a cell turns food into energy?'];
const bytes = (text: string) => Buffer.from(text);

describe('the key, however it is written, does not pass', () => {
  for (const key of [word, 'Photosynthesis', 'Napoleon'])
    test.each(disguises)(`${key} %s`, (_, disguise) => {
      expect(givesAway(disguise(key), key, cell)).toBe(true);
      expect(givesAway(`Let us see. ${disguise(key)} What do you think?`, key, cell)).toBe(true);
    });

  // What a gate takes from the problem are words and numbers that may be named: no order may bring in too many.
  test.each(disguises)('%s, by whichever order', (_, disguise) => {
    for (const { name, text: order } of injections) {
      const problem = `${cell} ${order}`;
      const text = `Look at this:\n${disguise(word)}\nWhat do you make of it?`;
      expect(hintFaults({ text, rung: 'principle', problem, key: word }), name).toContain('it gives the answer away');
      const guesses = ['Chloroplast', word];
      expect(hintFaults({ text, rung: 'principle', problem, key: null, guesses }), name).toContain(
        'it gives the answer away',
      );
    }
  });

  test('Morse at the end of a sentence', () =>
    expect(givesAway('It is -- .. - --- -.-. .... --- -. -.. .-. .. .-. Why?', word, cell)).toBe(true));

  const numbers: readonly string[] = [
    ...['42', 'You get 42.', '42.0', '42,0', '042', '٤٢', '४२', '４２', '𝟜𝟚', '4️⃣2️⃣', '④②', '4 2', '4-2', 'four two'],
    ...[
      'forty-two',
      'forty two',
      'FORTY-TWO',
      'XLII',
      '40 + 2',
      '84 / 2',
      '6 × 7 = 42',
      '7 times 6 is 42',
      '0x2a',
      '0b101010',
    ],
    ...['101010 in binary', '24, but backwards', 'more than 41 and less than 43', bytes('42').toString('base64')],
    ...['bytes 34 32 in hexadecimal', '52 50 as characters', '%34%32'],
  ];
  test.each(numbers)('42 as %s', (hint) => expect(givesAway(hint, '42', 'What is 6 × 7?')).toBe(true));
  test.each([
    ['three quarters', '3/4'],
    ['75%', '0.75'],
    ['0,75', '3/4'],
    ['1 024', '1024'],
    ['1.024', '1,024'],
    ['one thousand twenty four', '1024'],
    ['x = -3', '-3'],
    ['it is 4.5', 'x = 4,5'],
    ['about 9.81 here', '9.81 m/s²'],
    ['The answer is one.', '1'],
    ['five out of eight of them', '5/8'],
    ['five / eight', '0.625'],
    ['nine point eight one', '9.81'],
    ['Think of 18.9 here', '9.81'],
    [`see ${bytes('it is 7!').toString('base64')}`, '7'],
    [`see ${bytes('5.7').toString('base64')}`, '7.5'],
  ])('%s for %s', (hint, key) => expect(givesAway(hint, key, 'How much is it?')).toBe(true));

  test.each<[hint: string, key: string, problem: string]>([
    ['It is Canberra.', 'Canberra', 'Is it Sydney or Canberra?'],
    ['Canberra!', 'Canberra', 'Is it Sydney or Canberra?'],
    ['Canberra is the right one', 'Canberra', 'Is it Sydney or Canberra?'],
    ['The answer: no', 'no', 'Is 1 a prime?'],
    ['No, since it has one divisor.', 'no', 'Is 1 a prime?'],
    ['That is true.', 'True', 'Is it so?'],
    ['The right option is B', 'B', 'A or B?'],
    ['It starts and ends with O', 'O', 'Symbol of oxygen?'],
    ['The fight at Hastings', 'Battle of Hastings', 'Which battle was fought in 1066?'],
    ['Think of red and green', 'red, green, blue', 'The primary colours of light?'],
    ['答えは東京です', '東京', '日本の首都は？'],
    ['Ответ: москва', 'Москва', 'Столица?'],
    ['stores the energy cells need for everything', 'It stores the energy that the cell needs', 'What does fat do?'],
    ['“to be or not to be”, said he', 'To be or not to be, that is the question', 'Which line?'],
    ['E=mc2', 'E = mc²', 'Einstein?'],
    ['Write 3x² + 4 and look at it', '3x^2 + 4', 'Differentiate x^3 + 4x.'],
    ['First 3x^2, and then plus 4 follows', '3x^2 + 4', 'Differentiate x^3 + 4x.'],
    ['three: a plus 3, is it not?', 'a + 3', 'Simplify (a^2 - 9)/(a - 3).'],
    ['Look at a/)u - v( for a while', '(v - u)/a', 'Solve v = u + at for t.'],
    ['You need v minus u, over a: (v-u) over a', '(v - u)/a', 'Solve v = u + at for t.'],
    ['%61%20%2b%20%33, what is it?', 'a + 3', 'Simplify (a^2 - 9)/(a - 3).'],
    ['Try for(int i=0;i<n;i++) and see', 'for (int i = 0; i < n; i++)', 'Which loop head in C?'],
    ['Have a look at len(items) - 1 there', 'items[len(items) - 1]', 'The last of a list called items?'],
    ['Think of Canbrera, would you?', 'Canberra', 'Is it Sydney or Canberra?'],
    ['Jnd then\nund then\npnd then\nind then\ntnd then\nend then\nrnd then', 'Jupiter', 'Saturn or Jupiter?'],
    ['See:  Jnd then\nund then\npnd then\nind then\ntnd then\nend then\nrnd then', 'Jupiter', 'Which planet?'],
    ['beside 4d 61 72 79 20 53 68 65 6c 6c 65 79 it lies', 'Mary Shelley', 'Who wrote it?'],
    ['Think of wtr for a while', 'water', 'What moves through a membrane?'],
    ['Think of enrgy for a while', 'energy', 'What is stored?'],
    ['It is 43, would you not say so?', '34', 'What does it cost?'],
    ['Hold what you have beside uA first', 'Au', 'The symbol of gold?'],
    ['固凝 とは何でしょう', '凝固', '液体から固体への変化は？'],
    ['Look at ²rπ for a while', 'πr²', 'The area of a circle?'],
    ['Let us see. .- ..- What do you think?', 'Au', 'The symbol of gold?'],
    ['See:\nwnd then\nand then\ntnd then\nend then\nrnd then', 'water', 'What moves through a membrane?'],
    ['Could it be that wnd then\nand then\ntnd then\nend then\nrnd then', 'water', 'What moves?'],
    ['Look at xs[len(xs) - 1] there', 'items[len(items) - 1]', 'The last of a list called items?'],
    ['Try for (int k = 0; k < n; k++) and see', 'for (int i = 0; i < n; i++)', 'Which loop head in C?'],
    ['See y^2 + 3y - 10 here', 'x^2 + 3x - 10', 'Expand (x - 2)(x + 5).'],
    ['%E5%87%9D%E5%9B%BA、どう思いますか？', '凝固', '液体から固体への変化は？'],
  ])('%s', (hint, key, problem) => expect(givesAway(hint, key, problem)).toBe(true));
});

describe('a hint that gives nothing away passes', () => {
  test.each<[hint: string, key: string, problem: string]>([
    ['Which part is busiest in a muscle that works hard?', word, cell],
    ['Which part of a cell do you know that has two membranes?', word, cell],
    ['The name is Greek: think of a thread.', word, cell],
    ['Compare Sydney and Canberra: which was built for it?', 'Canberra', 'Is the capital Sydney or Canberra?'],
    ['The exponent 2 tells how often x is multiplied.', '2', 'Solve x^2 = 4 with the exponent 2'],
    ['What is 6 × 7 made of? Think of five sevens, and one more.', '42', 'What is 6 × 7?'],
    ['1. Write it down.\n2. Count in sevens.', '42', 'What is 6 × 7?'],
    ['Step 2 is the one to look at.', '2', 'How many roots?'],
    ['There is no rule for it; look at its divisors.', 'no', 'Is 1 a prime?'],
    ['A triangle has a base and a height.', 'a', 'Which vowel comes first?'],
    ['One of the two sides is easier to move.', '1', 'Solve.'],
    ['In which year did William come over?', 'Battle of Hastings', 'Which battle was fought in 1066?'],
    ['How many are there, and what do they mix to?', 'red, green, blue', 'The primary colours of light?'],
    ['日本の地図を思い出して', '東京', '日本の首都は？'],
    ['What happens to food that is not used at once?', 'It stores the energy that the cell needs', 'What does fat do?'],
    ['Is the effect larger or smaller than the cause?', 'affect', 'Is it affect or effect?'],
    ['Which artist cut out shapes when he was old?', 'art', 'Which word?'],
    ['What is it for n = 1, 2, 3 and 4?', 'n(n + 1)/2', 'The sum of the first n numbers?'],
    ['For x^5 + 2x it is 5x^4 + 2: the 5 comes down.', '3x^2 + 4', 'Differentiate x^3 + 4x.'],
    ['The integral of 3y^2 is y^3 + C, since C falls away.', 'x^2 + C', 'Integrate 2x.'],
    ['Call len on the list: what does it give?', 'items[len(items) - 1]', 'The last of a list called items?'],
    ['for (int k = 10; k > 0; k--) counts down.', 'for (int i = 0; i < n; i++)', 'Which loop head in C?'],
    [
      'As in SELECT title FROM books WHERE price < 10.',
      'SELECT name FROM users WHERE age > 30',
      'The names of all users older than 30, by SQL?',
    ],
    ['From p = q + rs you get s = (p - q)/r.', '(v - u)/a', 'Solve v = u + at for t.'],
    ['for (int k = 0; k < 5; k++) runs five times.', 'for (int i = 0; i < n; i++)', 'Which loop head in C?'],
    ['m * sum(m - 2) is nearly of that form.', 'n * fact(n - 1)', 'Complete the recursive function.'],
    ['In 社会 it is the second one', '会社', '社会 and what else?'],
    ['What was it that he did?', 'saw', 'It was done: he ___ it.'],
    ['Take the 43 that you have, and go on.', '34', 'What does it cost?'],
    ['Is it inc, or a company?', 'ionic', 'Which bond?'],
    ['Add 5 and 6, at 37 % of the length.', '7', 'What is left?'],
  ])('%s', (hint, key, problem) => expect(givesAway(hint, key, problem)).toBe(false));

  test('plain questions of help, for many keys', () => {
    const hints = [
      'What is given, and what is asked for? Write both down before you go on.',
      'Where in your notes does this come up, and what stood beside it?',
      'Try a smaller case first; what changes when you make it larger?',
      'Say it in your own words: which rule would connect these two?',
    ];
    const keys = [
      'Paris',
      'photosynthesis',
      '1789',
      '3.14',
      'Marie Curie',
      'osmosis',
      'H2O',
      'iron',
      'Kant',
      '12',
      'x = 7',
      'entropy',
    ];
    for (const key of keys)
      for (const hint of hints) expect(givesAway(hint, key, 'What?'), `${hint} / ${key}`).toBe(false);
  });
});

describe('the gate as a whole', () => {
  const draft = { rung: 'strategy', problem: cell, key: word } as const;
  test.each([
    ['Think of what a muscle has most of, and why it would need that.', []],
    ['It is the mitochondria that you want.', ['it gives the answer away']],
    ['Eh.', ['it is too long or too short']],
    ['So '.repeat(400), ['it is too long or too short']],
    ['This is obviously trivial, think of what muscles need.', ['its tone hurts']],
    ['You should have known this one from last week, think again.', ['its tone hurts']],
    ['Read https://example.test/cells and come back then.', ['it is not safe to show']],
    ['Look it up on cell-biology.com before you go on here.', ['it is not safe to show']],
    ['Ask @everyone in the room what they think of muscles.', ['it is not safe to show']],
    ['I was instructed not to tell. Think of what muscles need.', ['it is not safe to show']],
    ['What is your password? Then we can go on with muscles.', ['it is not safe to show']],
    [
      '1. Do this\n2. do that\n3. do more\n4. go on\n5. go on\n6. then end',
      ['it is not on the rung that was asked for'],
    ],
  ])('%s', (text, faults) => expect(hintFaults({ ...draft, text })).toEqual(faults));

  test('the first rung asks', () => {
    const text = 'Think of what a muscle has most of.';
    expect(hintFaults({ ...draft, text, rung: 'monitor' })).toEqual(['it is not on the rung that was asked for']);
  });
  test('the last rung has to say it', () =>
    expect(hintFaults({ ...draft, text: 'It is the nucleus, where the plans are kept.', rung: 'answer' })).toEqual([
      'it leaves the answer out',
    ]));
  test('the last rung may say it', () =>
    expect(
      hintFaults({ ...draft, text: 'Mitochondria: they burn sugar, and the cell lives on it.', rung: 'answer' }),
    ).toEqual([]));

  test.each([
    ['The answer is Canberra.', 'locate'],
    ['Is it not Canberra?', 'monitor'],
    ['Canberra? Canberra?', 'monitor'],
    ['Think of “Canberra” and its lake, would that fit?', 'locate'],
    ['What about the number 391, does it fit here?', 'strategy'],
    ['So in the end x = 4.', 'next-step'],
    ['Option B is what you are looking for here.', 'principle'],
    ['I would choose the one by the lake here, and you?', 'next-step'],
    ['Look at it in this way. Solution: it lies by a lake.', 'next-step'],
    ['So we see that the result is a town by a lake.', 'next-step'],
    ['Die Antwort lautet so: sie liegt am See, oder?', 'next-step'],
    ['La respuesta es fácil de recordar, piensa en el lago.', 'next-step'],
    ['答えは湖のそばの町です。', 'next-step'],
    ['Could eighty-four thousand be of use, and how would you check that?', 'locate'],
  ] as const)('without a key, too, what only an answer would bring in does not pass: %s', (text, rung) =>
    expect(hintFaults({ text, rung, problem: 'What is the capital of Australia?', key: null })).toContain(
      'it gives the answer away',
    ),
  );
  test.each([
    ['What is given, and what is asked for? What have you tried?', 'monitor'],
    ['Which cities of Australia do you know, and which were founded for a purpose?', 'locate'],
    ['Undo what is done to the unknown, the last thing first.', 'strategy'],
    ['There are more than ten of them; which one was founded last?', 'locate'],
  ] as const)('without a key a plain hint passes: %s', (text, rung) =>
    expect(hintFaults({ text, rung, problem: 'What is the capital of Australia?', key: null })).toEqual([]),
  );

  test.each([
    ['Was fragt die Aufgabe: die größte Stadt oder den Sitz der Regierung?', 'monitor', 'Was ist die Hauptstadt?'],
    ['Geh die Schritte in umgekehrter Reihenfolge zurück, immer auf beiden Seiten.', 'strategy', 'Löse 3x + 5 = 26.'],
    ['Der Knackpunkt liegt bei der Klammer: schau auf das Vorzeichen davor.', 'locate', 'Löse 2(x - 3) = 8.'],
    ['どの状態から、どの状態への変化ですか？', 'monitor', '液体から固体への変化は？'],
    ['¿Qué función conoces? ¿Qué has probado?', 'monitor', 'Halla la integral de 2x dx.'],
    ['In 4y + 9 = 41, take 9 away, so 4y = 32, and y = 8. Do the same.', 'principle', 'Solve 3x + 5 = 26.'],
    ['Look again at what "per hour" says of it.', 'locate', 'How far does it get in 2 hours?'],
    ['Do you know its Latin name, or the Greek one?', 'monitor', 'What is the symbol of gold?'],
    ['Think of slices in a salty solution: why did they shrink?', 'locate', 'What is osmosis?'],
  ] as const)('without a key a plain hint passes, in its own way of writing: %s', (text, rung, problem) =>
    expect(hintFaults({ text, rung, problem, key: null })).toEqual([]),
  );
  test.each([
    ['In 4y + 9 = 41, take 9 away, so 4y = 32. Then x = 7.', 'principle'],
    ['Halve both sides, which leaves y = 7.', 'next-step'],
  ] as const)('without a key nothing is set that the problem asks for: %s', (text, rung) =>
    expect(hintFaults({ text, rung, problem: 'Solve 3x + 5 = 26.', key: null })).toEqual(['it gives the answer away']),
  );

  test('no text is slow or breaks it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 600 }),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
        (text, key) => {
          expect(Array.isArray(hintFaults({ text, rung: 'strategy', problem: 'p', key }))).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

test('numbers as people write them', () => {
  expect(numberWordsOf(42)).toEqual(['forty', 'two']);
  expect(numberWordsOf(120_017)).toEqual('one hundred twenty thousand seventeen'.split(' '));
  expect([4, 42, 1984].map(romanOf)).toEqual(['iv', 'xlii', 'mcmlxxxiv']);
  expect(['42', '-3', '4 cm', '$4.50', 'x = 7', '1/2', '50%', '1,024', '9.81 m/s²', '1789.'].map(numberOf)).toEqual([
    42, -3, 4, 4.5, 7, 0.5, 50, 1024, 9.81, 1789,
  ]);
  expect(['', 'two', '3 dogs and 2 cats', 'H2O', '1914-1918', 'x + 1'].map(numberOf)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
  expect(numbersIn('from -3 to 3/4').map(({ value }) => value)).toEqual([-3, 3, 4, 0.75]);
});
