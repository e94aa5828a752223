/**
 * How deep a reflection goes: describes, explains, connects, plans a change.
 * Source: levels of reflective writing (Hatton & Smith 1995; Kember et al. 2008), by rules that need no network.
 */
import { anyOf, clockTime, looksEnglish } from '../text/wording.ts';

export interface Depth {
  readonly level: 1 | 2 | 3 | 4;
  readonly name: 'describes' | 'explains' | 'connects' | 'plans a change';
  /** One line: what is there, and what would take it further. */
  readonly feedback: string;
  /** False where the words are not English and say nothing to the rules: then the level is only the lowest. */
  readonly judged: boolean;
}

export const explains =
  anyOf(`because|since (?:i|it|my|the|we)|due to|so that|the reason|that's why|that is why|which (?:is why|made|meant|helped|led)|
  as a result|therefore|led to|caused|thanks to|it (?:helped|worked|failed) when|made it (?:easier|harder)|the problem was|weil|deshalb|
  parce que|porque|por eso`);
export const connects =
  anyOf(`last (?:time|week|month|year|term|exam)|(?:as|like|than|unlike) (?:before|last|yesterday|with|when|in|the|my)|
  every time|each time|always|usually|often|keep~|pattern|reminds? me|similar~|the same|same as|just as|compar~|in contrast|whereas|
  whenever|used to|i noticed?|i reali[sz]ed|connect~|relat~ to|wie letztes mal|comme la dernière fois|como la última vez`);
export const intends =
  anyOf(`next (?:time|week|session)|from now on|tomorrow|tonight|instead|i'll|i will|i am going to|i'm going to|i plan to|
  i want to try|i should|i need to|switch to|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|nächstes mal|ab jetzt|la prochaine fois|la próxima vez`);
export const vagueIntent =
  anyOf(`(?:try|work|study|be|do|get|focus|concentrate|learn|prepare) (?:a bit |much |even )?(?:more|harder|better|hard|well)|
  do my best|more effort|more disciplined|more focus~|less lazy|try again`);

/** Scores a reflection and says one line about it. Empty text describes nothing yet and is told how to begin. */
export function judgeDepth(text: string): Depth {
  const words = text.replace(/’/g, "'").trim();
  const reasons = words.search(explains) >= 0;
  const links = words.search(connects) >= 0;
  const { vague, firm, otherThings } = readPlans(words);
  const known = reasons || links || vague || firm || words === '' || looksEnglish(words);

  if (!known) return depth(1, 'Thank you. Kept as you wrote it.', false);
  if (firm && (reasons || links || otherThings)) return depth(4, feedbackOnPlan(reasons, links));
  if (links)
    return depth(
      3,
      vague ? makeItFirm : 'You see a link to other times. What will you do differently next time, and when?',
    );
  if (reasons)
    return depth(2, vague ? makeItFirm : 'You say why. Have you met this before, and what was different then?');
  return depth(1, feedbackOnDescription(words, firm, vague));
}

const makeItFirm = 'The will is there. Make it something you can see: what exactly, and when?';

function feedbackOnPlan(reasons: boolean, links: boolean): string {
  if (reasons && links) return 'A reason, a link and a next step: this is a plan you can hold on to.';
  return reasons
    ? 'A reason and a next step. Put it into your plan with one press.'
    : 'A next step that is yours. One word on why makes it stick.';
}

function feedbackOnDescription(words: string, firm: boolean, vague: boolean): string {
  if (words === '') return 'One sentence is enough: what went as you planned, and what did not?';
  if (firm) return 'A clear next step. What happened today that makes it the right one?';
  return vague ? makeItFirm : 'You say what happened. Why do you think it went that way?';
}

/** Sentences that look ahead: firm ones name something to do, vague ones only more of it. And whether other things are said. */
function readPlans(words: string): { vague: boolean; firm: boolean; otherThings: boolean } {
  const clauses = words.split(/[.!?;\n]+|,?\s+(?:so|and then)\s+/u).filter((clause) => clause.trim() !== '');
  const plans = clauses.filter((clause) => clause.search(intends) >= 0);
  const isVague = (clause: string) =>
    clause.search(vagueIntent) >= 0 && !clockTime.test(clause) && !/\p{Nd}/u.test(clause);
  const says = (clause: string) => (clause.match(/\p{L}+/gu)?.length ?? 0) >= 3;
  return {
    vague: plans.some(isVague),
    firm: plans.some((clause) => says(clause) && !isVague(clause)),
    otherThings: clauses.some((clause) => !plans.includes(clause) && says(clause)),
  };
}

export type DepthLevel = Depth['level'];

/** What would take a reflection of this level further, where no rule has looked at its words. */
export const feedbackAt: Readonly<Record<DepthLevel, string>> = {
  1: 'You say what happened. Why do you think it went that way?',
  2: 'You say why. Have you met this before, and what was different then?',
  3: 'You see how it hangs together. What will you do differently next time, and when?',
  4: 'You know what to change. Put it into your plan while it is fresh.',
};

const names = { 1: 'describes', 2: 'explains', 3: 'connects', 4: 'plans a change' } as const;

const depth = (level: Depth['level'], feedback: string, judged = true): Depth => ({
  level,
  name: names[level],
  feedback,
  judged,
});
