/**
 * How good a plan is, by rules that need no network, and the one thing that would help it most.
 * Sources: if-then plans (Gollwitzer & Sheeran 2006), mental contrasting (Wang et al. 2021), specific goals (Locke & Latham 2002).
 */
import { anyOf, looksEnglish, numberWords } from '../text/wording.ts';

export interface Plan {
  readonly cue: string;
  readonly action: string;
  readonly obstacle: string;
  /** What is done when the obstacle comes. */
  readonly response: string;
  readonly measure: string;
  readonly hasDeadline: boolean;
}

export type PlanPart = 'cue' | 'action' | 'obstacle' | 'measure' | 'deadline';

export interface PlanQuality {
  /** 0-1 over the parts that could be judged. */
  readonly score: number;
  /** 0-1 each; null where the words are not English and the rules cannot tell. */
  readonly parts: Readonly<Record<PlanPart, number | null>>;
  readonly suggestion: { readonly about: PlanPart; readonly says: string } | null;
}

/** What each part is worth: the if-then plan has the largest measured effect, then the obstacle, then the goal's own terms. */
const weights: Readonly<Record<PlanPart, number>> = {
  cue: 0.3,
  action: 0.2,
  obstacle: 0.2,
  measure: 0.15,
  deadline: 0.15,
};

/** Less than this is not worth a person's time. */
const smallestGain = 0.07;

/** Scores a plan and makes at most one suggestion, about the part with the largest gain. */
export function judgePlan(plan: Plan): PlanQuality {
  const parts = {
    cue: scoreCue(plan.cue),
    action: scoreAction(plan.action),
    obstacle: scoreObstacle(plan.obstacle, plan.response),
    measure: scoreMeasure(plan.measure),
    deadline: plan.hasDeadline ? 1 : 0,
  };
  const judged = (Object.keys(weights) as PlanPart[]).flatMap((about) => {
    const score = parts[about];
    return score === null ? [] : [{ about, score, weight: weights[about], gain: weights[about] * (1 - score) }];
  });
  const total = judged.reduce((sum, part) => sum + part.weight, 0);
  const score = judged.reduce((sum, part) => sum + part.weight * part.score, 0) / total;
  const weakest = judged.reduce((most, part) => (part.gain > most.gain ? part : most));
  const suggestion = weakest.gain < smallestGain ? null : { about: weakest.about, says: advice(plan, weakest.about) };
  return { score, parts, suggestion };
}

const vagueCue =
  anyOf(`when(?:ever)? i have (?:some |the |more |enough )?(?:time|energy)|when(?:ever)? i can|when i feel like it|
  (?:if )?i can|(?:if )?i have (?:some |the |more |enough )?(?:time|energy)|when(?:ever)? possible|if possible|as (?:soon|often) as possible|asap|at some point|some time|
  sometimes?|some day|someday|later|soon|eventually|maybe|often|regularly|whenever|
  (?:(?:when|whenever|if) )?i(?:'m|\\s+am|\\s+feel) (?:free|ready|motivated|rested|in the mood)`);
const event =
  anyOf(`after|before|when|once|as soon as|while|during|upon|until|on my way|finish~|arriv~|wak~|lectur~|seminar|class~|
  lesson|gym|shower|coffee|alarm|bell|commut~|shift|brush~`);
const timeOfDay = anyOf(
  `morning~|noon|midday|afternoon~|evening~|night~|tonight|midnight|breakfast|lunch~|dinner|supper|bedtime`,
);
const place =
  anyOf(`at (?:my|the|home|work|school|uni)|in (?:my|the|bed|class)|on (?:my|the)|home|desk|librar~|kitchen|café|cafe|
  room|bus|train|tram|campus|office|dorm|sofa|couch|lab`);
const dayOnly =
  anyOf(`(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|tomorrow|weekends?|weekdays?|every day|everyday|daily|
  each day|every week|weekly`);

/** A time, a place or an event is whole, a mere day is most of it; any other situation that has a name will do. */
function scoreCue(cue: string): number | null {
  if (cue.trim() === '') return 0;
  const kept = withoutPhrases(cue, vagueCue);
  if (has(kept, /\p{Nd}/u) || has(kept, event) || has(kept, timeOfDay) || has(kept, place)) return 1;
  if (has(kept, dayOnly)) return 0.6;
  return soundsEnglish(cue, kept) ? (saysSomething(kept) ? 0.8 : 0.2) : null;
}

const vagueAction = anyOf(`(?:do|try|give) (?:my|the) best|(?:do|be|get|feel) (?:better|good|well)|
  (?:do|work|read|write|study|revise|review|practi[cs]e|exercise|try|learn) (?:more|better|hard|harder|well|regularly|properly)|try to|try|
  stay on track|get it done|do (?:some )?(?:work|it|something|stuff)|start working|be productive|catch up|focus~|concentrat~|understand~|
  improv~`);
const observable =
  anyOf(`solv~|writ~|rewrit~|read|reading|reread|summari~|draw~|sketch~|recit~|explain~|practi~|review~|revis~|finish~|
  complet~|make|making|list~|outlin~|watch~|cod~|implement~|prov~|translat~|memori~|redo|quiz~|test~|answer~|tak~|open~|sit|sitting|
  start~|run|running|record~|teach~|type|typing|draft~|copy~|flashcards?|check~|mark~|correct~|compar~|discuss~|call~|ask~|text|put~|
  turn~|set|close|pack~|attend~|submit~|print~|do|doing|work through|listen~|speak~|prepar~|build~|debug~|fill~|count~|cover~|label~|
  annotat~|skim~|repeat~|recall~|rehears~|deriv~|calculat~|plot~|plan~|walk~`);
const countWord = anyOf(Object.keys(numberWords).join('|'));

/** Whole if somebody else could see it being done, or count it. */
function scoreAction(action: string): number | null {
  if (action.trim() === '') return 0;
  const kept = withoutPhrases(action, vagueAction);
  if (has(kept, /\p{Nd}/u) || has(kept, observable) || has(kept, countWord)) return 1;
  return soundsEnglish(action, kept) ? 0.4 : null;
}

const nameless =
  anyOf(`stuff|things?|something|anything|everything|nothing|none|life|whatever|problems?|issues?|obstacles?|no idea|idk|n/a|
  i don't know|not sure|it|comes? up|happens?|gets? in the way|goes wrong|some|an?|the|my|of|other|any|i will|i'll|i`);

/** Something in me or around me that has a name, and what I do then. Every language names things. */
function scoreObstacle(obstacle: string, response: string): number {
  if (obstacle.trim() === '') return 0;
  if (!saysSomething(withoutPhrases(obstacle, nameless))) return 0.2;
  return saysSomething(withoutPhrases(withoutPhrases(response, vagueAction), nameless)) ? 1 : 0.5;
}

const deadlinePhrase = /(?<!\p{L})(?:by|before|until|till)(?!\p{L}).*$/iu;
const wholeThing =
  anyOf(`(?:whole|entire|full|every|each|all|half of) .*|an? (?:book|chapter|page|unit|section|lesson|essay|paper|draft|problem|
  exercise|set|deck|test|exam|quiz|summary)`);
const vagueMeasure = anyOf(
  'understand~|better|more|well|good~?|improv~|learn~|know|as much as possible|enough|a lot|progress',
);

/** A number is whole, one whole thing most of it. */
function scoreMeasure(measure: string): number | null {
  const amount = measure.replace(deadlinePhrase, ' ');
  if (amount.trim() === '') return 0;
  if (has(amount, /\p{Nd}/u) || has(amount, countWord)) return 1;
  if (has(amount, wholeThing)) return 0.6;
  return soundsEnglish(measure, withoutPhrases(measure, vagueMeasure)) ? 0.2 : null;
}

const has = (text: string, sign: RegExp) => text.search(sign) >= 0;

const straight = (text: string) => text.replace(/’/g, "'");

const withoutPhrases = (text: string, phrases: RegExp) => straight(text).replace(phrases, ' ').trim();

const saysSomething = (text: string) => has(text, /\p{L}{3}|\p{L}{2}$|\p{Lo}|\p{N}/u);

/** What a vague English phrase was cut from is English; otherwise the whole text must look it. */
const soundsEnglish = (text: string, kept: string) => kept !== straight(text).trim() || looksEnglish(text);

function advice(plan: Plan, about: PlanPart): string {
  switch (about) {
    case 'cue':
      return 'When exactly? A time, a place, or something that happens just before: “after dinner, at my desk”.';
    case 'action':
      return 'What would someone see you do? “Solve 3 problems” is easier to begin than “study”.';
    case 'obstacle':
      return saysSomething(withoutPhrases(plan.obstacle, nameless))
        ? 'And when that happens, what will you do? One small thing is enough.'
        : 'What is most likely to get in the way, in you or around you? Name it, and what you will do then.';
    case 'measure':
      return 'How will you know that you are done? A number helps: pages, problems, minutes.';
    case 'deadline':
      return 'By when? A date, even a rough one, gives you something to plan back from.';
  }
}
